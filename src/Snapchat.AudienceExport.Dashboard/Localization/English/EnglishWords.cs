namespace Snapchat.AudienceExport.Dashboard.Localization;

/// <summary>The words of the pages in English, one file per record.</summary>
internal static partial class EnglishWords
{
    public static Words All { get; } = new(Common, Problems, Connections, Exports, Editor, Plans, Runs, Schedules, Erasure);
}
