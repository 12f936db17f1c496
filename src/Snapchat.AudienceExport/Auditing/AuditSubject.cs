namespace Snapchat.AudienceExport;

/// <summary>What an act was about.</summary>
/// <param name="Kind">The kind of thing: <c>connection</c>, <c>export</c>, <c>run</c>, ….</param>
/// <param name="Id">Its ID.</param>
/// <param name="DisplayName">Its name at the time, or null.</param>
public sealed record AuditSubject(string Kind, string Id, string? DisplayName = null)
{
    internal static AuditSubject Of(ConnectionId connection, string? displayName = null) => new("connection", connection.ToString(), displayName);

    internal static AuditSubject Of(ExportId export, string? displayName = null) => new("export", export.ToString(), displayName);

    internal static AuditSubject OfErasure(Guid erasure) => new("erasure", erasure.ToString());

    internal static AuditSubject Of(RunId run, string? displayName = null) => new("run", run.ToString(), displayName);
}
