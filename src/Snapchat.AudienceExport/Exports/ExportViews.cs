using Snapchat.AudienceExport.Identity;
using Snapchat.AudienceExport.Scheduling;
using Snapchat.AudienceExport.Storage;

namespace Snapchat.AudienceExport.Exports;

/// <summary>Shows exports to one person: with the names of their connections, their latest runs, and what the person may do.</summary>
internal sealed class ExportViews
{
    private readonly Caller _caller;
    private readonly NextRuns _nextRuns;
    private readonly Dictionary<ConnectionId, StoredConnection> _connections;
    private readonly Dictionary<ExportId, LatestRuns> _runs;

    private ExportViews(Caller caller, NextRuns nextRuns, IReadOnlyList<StoredConnection> connections, IReadOnlyList<LatestRuns> runs)
    {
        _caller = caller;
        _nextRuns = nextRuns;
        _connections = connections.ToDictionary(static connection => connection.Id);
        _runs = runs.ToDictionary(static latest => latest.Export);
    }

    public static async Task<ExportViews> LoadAsync(IAudienceExportStore store, SchedulingBook book, Caller caller, DateTimeOffset now, CancellationToken cancellationToken) => new(
        caller,
        new NextRuns((await book.ReadScheduleAsync(cancellationToken).ConfigureAwait(false)).Value?.Recurrence, now),
        await store.GetConnectionsAsync(cancellationToken).ConfigureAwait(false),
        await store.GetLatestRunsAsync(cancellationToken).ConfigureAwait(false));

    public Export Show(StoredExport export)
    {
        StoredConnection? connection = export.Definition.Connection is { } id ? _connections.GetValueOrDefault(id) : null;
        LatestRuns? runs = _runs.GetValueOrDefault(export.Id);
        return new Export(export.Id, export.Version, export.Definition)
        {
            ConnectionName = connection?.DisplayName,
            ConnectionType = connection?.Type,
            ConnectionState = connection?.State,
            Right = Rights.MayEdit(_caller, connection) ? ExportRight.CanEdit : ExportRight.CanView,
            Status = runs?.Latest.Status,
            LatestRun = runs?.Latest.Id,
            Problem = runs?.Latest.Problem,
            RefreshedAt = runs?.RefreshedAt,
            NextRunAt = _nextRuns.Of(export.Definition),
            UpdatedBy = export.UpdatedBy,
            UpdatedAt = export.UpdatedAt,
        };
    }
}
