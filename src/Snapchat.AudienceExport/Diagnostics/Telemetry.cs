using System.Diagnostics;

namespace Snapchat.AudienceExport.Diagnostics;

/// <summary>Names of traces and tags. No tag holds a value of a profile, a digest or a token.</summary>
internal static class Telemetry
{
    internal const string Name = "Snapchat.AudienceExport";

    internal const string RunActivity = "audience_export.run";
    internal const string StageActivity = "audience_export.stage";
    internal const string RequestActivity = "audience_export.request";

    internal const string RunTag = "audience_export.run.id";
    internal const string StageTag = "audience_export.stage";
    internal const string AudienceTag = "snapchat.audience.id";
    internal const string KindTag = "snapchat.identifier.kind";
    internal const string OperationTag = "snapchat.operation";
    internal const string AttemptsTag = "snapchat.attempts";
    internal const string OutcomeTag = "outcome";
    internal const string ReasonTag = "reason";
    internal const string StatusTag = "status";
    internal const string ErrorTag = "error.type";

    internal static ActivitySource Source { get; } = new(Name);
}
