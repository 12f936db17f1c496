namespace Snapchat.AudienceExport.Dashboard.Localization;

/// <summary>The words of the pages in Kazakh, one file per record.</summary>
internal static partial class KazakhWords
{
    public static Words All { get; } = new(Common, Problems, Connections, Exports, Editor, Plans, Runs, Schedules, Erasure);
}
