using System.Globalization;
using Snapchat.AudienceExport;

namespace ExportConsole.Output;

/// <summary>Words for the stages of a run.</summary>
internal static class StageText
{
    public static string Title(ExportStage stage) => stage switch
    {
        ExportStage.CheckingAudience => "Checking the audience",
        ExportStage.Collecting => "Reading and hashing",
        ExportStage.Planning => "Planning",
        ExportStage.Uploading => "Uploading",
        ExportStage.Reconciling => "Reading the audience's status",
        _ => stage.ToString(),
    };

    public static string Line(ExportProgress progress)
    {
        string title = Title(progress.Stage);
        if (progress.Done == 0)
            return title;
        string total = progress.Total is { } known ? string.Create(CultureInfo.InvariantCulture, $" of {known:N0}") : "";
        string rate = progress.Rate > 0 ? string.Create(CultureInfo.InvariantCulture, $", {progress.Rate:N0}/s") : "";
        return string.Create(CultureInfo.InvariantCulture, $"{title}: {progress.Done:N0}{total}{rate}");
    }
}
