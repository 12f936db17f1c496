using System.Linq.Expressions;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using Snapchat.AudienceExport.EntityFrameworkCore.Mapping;
using Snapchat.AudienceExport.Storage;

namespace Snapchat.AudienceExport.EntityFrameworkCore.Rows;

internal sealed class RunRow
{
    /// <summary>Rises in the order the runs were asked for.</summary>
    public long Sequence { get; init; }

    public required RunId Id { get; init; }

    public required ExportId Export { get; init; }

    public long Version { get; set; }

    public long Fence { get; set; }

    public bool Observed { get; set; }

    public ExportStatus Status { get; set; }

    public ExportDefinition Definition { get; set; } = null!;

    public long DefinitionVersion { get; set; }

    public RunTrigger Trigger { get; set; }

    public Actor RequestedBy { get; set; } = null!;

    public AudienceExportRole RequestedAs { get; set; }

    public RunRequest Request { get; set; } = null!;

    public DateTimeOffset? DueAt { get; set; }

    public DateTimeOffset QueuedAt { get; set; }

    public DateTimeOffset? StartedAt { get; set; }

    public DateTimeOffset? EndedAt { get; set; }

    public int Resumptions { get; set; }

    public ExportProgress? Progress { get; set; }

    public Actor? CanceledBy { get; set; }

    public ExportReport? Report { get; set; }

    public ExportProblem? Problem { get; set; }

    /// <summary>Gets what selects everything but the report.</summary>
    public static Expression<Func<RunRow, RunRow>> WithoutReport { get; } = static row => new RunRow
    {
        Sequence = row.Sequence,
        Id = row.Id,
        Export = row.Export,
        Version = row.Version,
        Fence = row.Fence,
        Observed = row.Observed,
        Status = row.Status,
        Definition = row.Definition,
        DefinitionVersion = row.DefinitionVersion,
        Trigger = row.Trigger,
        RequestedBy = row.RequestedBy,
        RequestedAs = row.RequestedAs,
        Request = row.Request,
        DueAt = row.DueAt,
        QueuedAt = row.QueuedAt,
        StartedAt = row.StartedAt,
        EndedAt = row.EndedAt,
        Resumptions = row.Resumptions,
        Progress = row.Progress,
        CanceledBy = row.CanceledBy,
        Problem = row.Problem,
    };

    public static void Configure(EntityTypeBuilder<RunRow> table)
    {
        table.ToTable("audience_export_runs");
        table.HasKey(static row => row.Sequence);
        table.Property(static row => row.Version).IsConcurrencyToken();
        table.Property(static row => row.Definition).HasJson(StoreJson.Default.ExportDefinition);
        table.Property(static row => row.RequestedBy).HasJson(StoreJson.Default.Actor);
        table.Property(static row => row.Request).HasJson(StoreJson.Default.RunRequest);
        table.Property(static row => row.Progress!).HasJson(StoreJson.Default.ExportProgress);
        table.Property(static row => row.CanceledBy!).HasJson(StoreJson.Default.Actor);
        table.Property(static row => row.Report!).HasJson(StoreJson.Default.ExportReport);
        table.Property(static row => row.Problem!).HasJson(StoreJson.Default.ExportProblem);
        table.HasIndex(static row => row.Id).IsUnique();
        table.HasIndex(static row => row.Status);
        table.HasIndex(static row => new { row.Export, row.DueAt }).IsUnique();
        table.HasIndex(static row => row.Export).IsUnique().HasFilter("status = 'Processing'");

        // No foreign key to the export: a run that observers are still to be told of outlives it.
    }

    public static RunRow Of(StoredRun run)
    {
        var row = new RunRow { Id = run.Record.Id, Export = run.Record.Export };
        row.Set(run);
        return row;
    }

    public void Set(StoredRun run)
    {
        RunRecord record = run.Record;
        (Version, Fence, Observed) = (run.Version, run.Fence, run.Observed);
        (Definition, DefinitionVersion, Status) = (record.Definition, record.DefinitionVersion, record.Status);
        (Trigger, RequestedBy, RequestedAs, Request) = (record.Trigger, record.RequestedBy, record.RequestedAs, record.Request);
        (DueAt, QueuedAt, StartedAt, EndedAt) = (record.DueAt, record.QueuedAt, record.StartedAt, record.EndedAt);
        (Resumptions, Progress, CanceledBy, Report, Problem) = (record.Resumptions, record.Progress, record.CanceledBy, record.Report, record.Problem);
    }

    public StoredRun ToStored() => new(ToRecord(), Version) { Fence = Fence, Observed = Observed };

    public RunRecord ToRecord() => new(Id, Export, Definition, DefinitionVersion, Status)
    {
        Trigger = Trigger,
        RequestedBy = RequestedBy,
        RequestedAs = RequestedAs,
        Request = Request,
        DueAt = DueAt,
        QueuedAt = QueuedAt,
        StartedAt = StartedAt,
        EndedAt = EndedAt,
        Resumptions = Resumptions,
        Progress = Progress,
        CanceledBy = CanceledBy,
        Report = Report,
        Problem = Problem,
    };
}
