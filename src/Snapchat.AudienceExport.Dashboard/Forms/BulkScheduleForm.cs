using System.Globalization;
using Microsoft.AspNetCore.Http;

namespace Snapchat.AudienceExport.Dashboard.Forms;

/// <summary>The exports ticked in a list, and what becomes of their schedules.</summary>
internal sealed record BulkScheduleForm
{
    public IReadOnlyList<ExportId> Exports { get; init; } = [];

    /// <summary>What was chosen, or null for nothing: a choice that nobody made must not take away a schedule.</summary>
    public BulkSchedule? Choice { get; init; } = BulkSchedule.Enable;

    /// <summary>The recurrence as it was filled in, whatever was chosen.</summary>
    public Recurrence Recurrence { get; init; } = new();

    /// <summary>What the list was searched for, for the way back.</summary>
    public string Search { get; init; } = "";

    /// <summary>How many exports the list left out, for the way back.</summary>
    public int Skip { get; init; }

    public static BulkScheduleForm Read(IFormCollection form) => new()
    {
        Exports = ExportIds.Read(form),
        Choice = Enum.TryParse(form["schedule"], out BulkSchedule choice) && Enum.IsDefined(choice) ? choice : null,
        Recurrence = ScheduleForm.ReadRecurrence(form),
        Search = form.Text("search"),
        Skip = int.TryParse(form["skip"], NumberStyles.None, CultureInfo.InvariantCulture, out int skip) ? skip : 0,
    };

    public IEnumerable<ValidationProblem> FindProblems()
    {
        if (Exports.Count == 0)
            yield return new ValidationProblem(nameof(Exports), "No export is chosen; tick at least one.");
        if (Choice is null)
            yield return new ValidationProblem(nameof(ExportDefinition.Schedule), "Nothing is chosen; say what becomes of the schedules.");
    }
}
