using Snapchat.AudienceExport.Dashboard.Http;

namespace Snapchat.AudienceExport.Dashboard.Localization;

/// <summary>The words that pages share.</summary>
internal sealed record CommonWords
{
    public required string Product { get; init; }

    public required string SkipToContent { get; init; }

    public required string Sections { get; init; }

    public required string Data { get; init; }

    public required string Admin { get; init; }

    public required string Exports { get; init; }

    public required string Connections { get; init; }

    public required string Audit { get; init; }

    public required string Language { get; init; }

    public required string Save { get; init; }

    public required string Back { get; init; }

    public required string DisplayName { get; init; }

    public required string Status { get; init; }

    public required string Updated { get; init; }

    public required string Pages { get; init; }

    public required string Previous { get; init; }

    public required string Next { get; init; }

    public required Func<string, string, string, string> Range { get; init; }

    public required Func<string, string> Seconds { get; init; }

    public required Func<string, string> PerSecond { get; init; }

    public required string When { get; init; }

    public required string Who { get; init; }

    public required string What { get; init; }

    public required string OnWhat { get; init; }

    public required string Outcome { get; init; }

    public required EnumWords<AuditOutcome> AuditOutcomes { get; init; }

    public required EnumWords<AudienceExportRole> Roles { get; init; }

    public required EnumWords<ExportStatus> Statuses { get; init; }

    public required EnumWords<ExportStage> Stages { get; init; }

    public required EnumWords<RunTrigger> Triggers { get; init; }

    public required EnumWords<ExportMode> Modes { get; init; }

    public required EnumWords<ScheduleKind> Schedules { get; init; }

    public required EnumWords<DayOfWeek> Days { get; init; }

    public required EnumWords<IdentifierKind> Identifiers { get; init; }

    public required EnumWords<ConnectionType> ConnectionTypes { get; init; }

    public required EnumWords<ConnectionState> ConnectionStates { get; init; }

    public required EnumWords<SegmentState> SegmentStates { get; init; }

    public required EnumWords<Notice> Notices { get; init; }
}
