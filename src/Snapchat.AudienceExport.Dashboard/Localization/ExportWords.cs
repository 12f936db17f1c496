using Snapchat.AudienceExport.Dashboard.Forms;

namespace Snapchat.AudienceExport.Dashboard.Localization;

/// <summary>The words of the list of exports and of the page of one.</summary>
internal sealed record ExportWords
{
    public required string Title { get; init; }

    public required string AddDestination { get; init; }

    public required string RunAll { get; init; }

    public required string Search { get; init; }

    public required string SearchHint { get; init; }

    public required string None { get; init; }

    public required string NoneFound { get; init; }

    public required string Choose { get; init; }

    public required Func<string, string> ChooseOne { get; init; }

    public required string Connection { get; init; }

    public required string NoConnection { get; init; }

    public required string Refreshed { get; init; }

    public required string NeverRan { get; init; }

    public required string Schedule { get; init; }

    public required string Daily { get; init; }

    public required string Paused { get; init; }

    public required string NextRun { get; init; }

    public required string Permissions { get; init; }

    public required string CanEdit { get; init; }

    public required string CanView { get; init; }

    public required string ScheduleChosen { get; init; }

    public required EnumWords<BulkSchedule> Bulk { get; init; }

    public required string Apply { get; init; }

    public required string Run { get; init; }

    public required string Plan { get; init; }

    public required string Edit { get; init; }

    public required string Duplicate { get; init; }

    public required string Detach { get; init; }

    public required string Attach { get; init; }

    public required string Remove { get; init; }

    public required Func<string, string> RemoveTitle { get; init; }

    public required string RemoveHint { get; init; }

    public required string DetachedHint { get; init; }

    public required string Audience { get; init; }

    public required string Segments { get; init; }

    public required string Matching { get; init; }

    public required string Mode { get; init; }
}
