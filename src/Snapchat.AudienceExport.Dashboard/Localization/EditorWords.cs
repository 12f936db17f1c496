namespace Snapchat.AudienceExport.Dashboard.Localization;

/// <summary>The words of the editor of an export.</summary>
internal sealed record EditorWords
{
    public required Func<string, string> EditTitle { get; init; }

    public required string NoConnections { get; init; }

    public required string ConnectionForExport { get; init; }

    public required string ChooseConnection { get; init; }

    public required string ChangeConnection { get; init; }

    public required string AudienceId { get; init; }

    public required string AudienceHint { get; init; }

    public required string NotAnId { get; init; }

    public required string Check { get; init; }

    public required string PickOrCreate { get; init; }

    public required string Pick { get; init; }

    public required string UseThis { get; init; }

    public required string NothingToPick { get; init; }

    public required string Create { get; init; }

    public required string AdAccount { get; init; }

    public required string NewName { get; init; }

    public required string NewDescription { get; init; }

    public required string NewRetention { get; init; }

    public required string CreateNow { get; init; }

    public required string Usable { get; init; }

    public required Func<string, string> KeptFor { get; init; }

    public required string KeptForLife { get; init; }

    public required string NotUsable { get; init; }

    public required Func<string, string> Former { get; init; }

    public required string FormerLeave { get; init; }

    public required string FormerClear { get; init; }

    public required string DataMatching { get; init; }

    public required string NotExported { get; init; }

    public required string IsHashed { get; init; }

    public required string Region { get; init; }

    public required Func<string, string> Members { get; init; }

    public required string SegmentRefreshed { get; init; }

    public required string SegmentGone { get; init; }

    public required string NoSegments { get; init; }

    public required EnumWords<ExportMode> ModeHints { get; init; }

    public required string OwnSchedule { get; init; }

    public required string DaysHint { get; init; }

    public required Func<string, string> TimeNumber { get; init; }

    public required string TimeZone { get; init; }

    public required string Pause { get; init; }

    public required string SaveAndRun { get; init; }
}
