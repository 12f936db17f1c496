using Snapchat.AudienceExport.Membership;
using Snapchat.AudienceExport.Storage;

namespace Snapchat.AudienceExport.Erasure;

/// <summary>Knows every audience that was ever written to: those that the membership store keeps something of, and those of runs from before there was one.</summary>
internal sealed class WrittenAudiences(IMembershipStore membership, IAudienceExportStore store)
{
    private const int PageSize = 1000;

    // Whoever runs now leaves a pointer, so that no more of these come.
    private IReadOnlySet<AudienceId>? _ofRuns;

    /// <summary>Gets them.</summary>
    public async Task<IReadOnlyList<AudienceId>> GetAsync(CancellationToken cancellationToken)
    {
        IReadOnlySet<AudienceId> ofRuns = _ofRuns ??= await FindInRunsAsync(cancellationToken).ConfigureAwait(false);
        return [.. (await membership.GetAudiencesAsync(cancellationToken).ConfigureAwait(false)).Union(ofRuns).OrderBy(static audience => audience.Value, StringComparer.Ordinal)];
    }

    /// <summary>Whether runs sent something of which nothing is kept.</summary>
    /// <param name="audience">The audience.</param>
    /// <param name="state">What is kept, or null.</param>
    public bool IsHistoryMissing(AudienceId audience, AudienceState? state) => state is null || (IsUntouched(state) && _ofRuns?.Contains(audience) == true);

    /// <summary>Whether no run ever sealed a plan for the audience.</summary>
    public static bool IsUntouched(AudienceState state) => state is { Generation: 0, Journal: null, IsHistoryLost: false };

    private async Task<IReadOnlySet<AudienceId>> FindInRunsAsync(CancellationToken cancellationToken)
    {
        HashSet<AudienceId> found = [];
        for (int skip = 0; ; skip += PageSize)
        {
            Page<RunRecord> page = await store.GetRunsAsync(new RunQuery { Skip = skip, Take = PageSize }, cancellationToken).ConfigureAwait(false);
            found.UnionWith(page.Items.Where(MayHaveSent).Select(static run => run.Definition.Audience));
            if (page.Items.Count < PageSize)
                return found;
        }
    }

    // Of a run whose worker was lost nobody knows.
    private static bool MayHaveSent(RunRecord run) => run.Report?.Requests.Count > 0 || run.Problem?.Code == ExportProblemCode.WorkerLost;
}
