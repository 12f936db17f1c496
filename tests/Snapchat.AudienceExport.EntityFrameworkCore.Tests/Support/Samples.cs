using Snapchat.AudienceExport.Storage;

namespace Snapchat.AudienceExport.EntityFrameworkCore.Tests.Support;

internal static class Samples
{
    public static Actor Actor { get; } = new("admin-1", "Ada");

    public static DateTimeOffset Now { get; } = new(2026, 1, 2, 3, 4, 5, TimeSpan.Zero);

    public static AuditRecord Audit() => new(Guid.CreateVersion7(), Now, Actor, AuditAction.EditExport, null, AuditOutcome.Succeeded);

    public static StoredConnection Connection() =>
        new(ConnectionId.New(TimeProvider.System), 1) { DisplayName = "0", CreatedBy = Actor, CreatedAt = Now, UpdatedBy = Actor, UpdatedAt = Now };

    public static StoredExport Export(string audience = "42") =>
        new(ExportId.New(TimeProvider.System), 1, new ExportDefinition("0", AudienceId.Parse(audience))) { CreatedBy = Actor, CreatedAt = Now, UpdatedBy = Actor, UpdatedAt = Now };

    public static StoredRun Run(StoredExport export) =>
        new(new RunRecord(RunId.New(TimeProvider.System), export.Id, export.Definition, 1, ExportStatus.Queued) { RequestedBy = Actor, QueuedAt = Now }, 1);
}
