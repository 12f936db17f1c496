namespace Snapchat.AudienceExport.Dashboard.Localization;

/// <summary>The words of runs and their history.</summary>
internal sealed record RunWords
{
    public required Func<string, string> Title { get; init; }

    public required string Progress { get; init; }

    public required string Cancel { get; init; }

    public required string Resume { get; init; }

    public required string Resumptions { get; init; }

    public required string RunAgain { get; init; }

    public required string Manifest { get; init; }

    public required string ToTheExport { get; init; }

    public required string History { get; init; }

    public required string Trigger { get; init; }

    public required string By { get; init; }

    public required string Queued { get; init; }

    public required string Started { get; init; }

    public required string Ended { get; init; }

    public required string Duration { get; init; }

    public required string CanceledBy { get; init; }

    public required string AudienceSize { get; init; }

    public required Func<string, string, string> SizeChart { get; init; }

    public required Func<string, string> DurationChart { get; init; }

    public required string Counts { get; init; }

    public required string Identifier { get; init; }

    public required string Read { get; init; }

    public required string Blank { get; init; }

    public required string Refused { get; init; }

    public required string Duplicates { get; init; }

    public required string Unique { get; init; }

    public required string Suppressed { get; init; }

    public required string Accepted { get; init; }

    public required string RefusedValues { get; init; }

    public required string Segment { get; init; }

    public required string ProfilesRead { get; init; }

    public required string RowNumber { get; init; }

    public required string FieldName { get; init; }

    public required string Reason { get; init; }

    public required EnumWords<IdentifierStatus> Reasons { get; init; }

    public required string Reconciliation { get; init; }

    public required Func<string, string, string> ReconciliationOf { get; init; }

    public required string Requests { get; init; }

    public required string RequestNumber { get; init; }

    public required string Operation { get; init; }

    public required string Addition { get; init; }

    public required string Removal { get; init; }

    public required string Sent { get; init; }

    public required string RequestId { get; init; }

    public required string MoreInManifest { get; init; }

    public required string AudienceAfterwards { get; init; }

    public required string AudienceName { get; init; }

    public required string UploadStatus { get; init; }

    public required string TargetableStatus { get; init; }

    public required string Retention { get; init; }

    public required string Lifetime { get; init; }

    public required Func<string, string> DaysOf { get; init; }

    public required string AudienceHint { get; init; }

    public required string ReadAudience { get; init; }

    public required EnumWords<ProblemCulprit> Culprits { get; init; }

    public required EnumWords<ExportProblemCode> ProblemCodes { get; init; }

    public required EnumWords<ExportWarningCode> WarningCodes { get; init; }
}
