using System.Buffers;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;
using Snapchat.AudienceExport.Diagnostics;
using Snapchat.AudienceExport.Exports;
using Snapchat.AudienceExport.Membership;
using Snapchat.AudienceExport.Membership.Exact;
using Snapchat.AudienceExport.Reporting;
using Snapchat.AudienceExport.Storage;
using Snapchat.AudienceExport.Upload;

namespace Snapchat.AudienceExport.Erasure;

/// <summary>Removes from one audience whoever was erased and is still to be removed, through a journal as every run: what is acknowledged leaves M, and what is not is tried again.</summary>
internal sealed class AudienceEraser(
    ExactSessions sessions, IOptions<SnapchatAudienceExportOptions> options, TimeProvider timeProvider, ExportMetrics metrics, ILogger<AudienceEraser> logger)
{
    // No run has these terms, so none continues the journal of an erasure; the next one folds it.
    private const string Terms = "erasure";

    /// <summary>Removes them.</summary>
    /// <param name="audience">The audience, which has a pointer.</param>
    /// <param name="lease">The lease on it; null takes one of this process, where no store keeps leases.</param>
    /// <param name="client">The client to send with.</param>
    /// <param name="cancellationToken">Stops the call; what was acknowledged until then is on record.</param>
    /// <returns>How far it came.</returns>
    public async Task<ErasureProgress> EraseAsync(AudienceId audience, StoredLease? lease, ISnapchatAudienceClient client, CancellationToken cancellationToken)
    {
        using ExactSession session = await sessions.OpenAsync(audience, lease, cancellationToken).ConfigureAwait(false);

        // Under the lease: who is erased from now on is in a longer list, and pending.
        SuppressionLog suppressions = await session.Suppressions.ReadLogAsync(cancellationToken).ConfigureAwait(false);
        PlanDraft draft = Draft(session.Membership.State, suppressions);
        if (draft.Demands.Count == 0)
            return new ErasureProgress(suppressions.Length, AudienceErasureStatus.Removed, null, timeProvider.GetUtcNow());

        (RunJournal journal, _) = await session.Membership.SealAsync(draft, cancellationToken).ConfigureAwait(false);
        var uploader = new JournalUploader(
            client, audience, journal, session.Suppressions, options.Value.MaxConcurrentUploads, ArrayPool<Sha256Digest>.Shared, timeProvider, metrics, logger);
        UploadResult uploaded = await uploader.UploadAsync(new RunProgress(draft.Run, null, timeProvider), cancellationToken).ConfigureAwait(false);
        var attempt = new ErasureAttempt(suppressions.Length, timeProvider.GetUtcNow(), uploaded.Failure is { } failure ? FailureOf(failure) : null);

        // What was acknowledged has to be on record, also if nobody waits any more.
        await session.Membership.CommitAsync(new RunEnd(IsFinished: uploaded.Failure is null) { Erasure = attempt }, CancellationToken.None).ConfigureAwait(false);
        cancellationToken.ThrowIfCancellationRequested();
        return session.Membership.State.Erasure!;
    }

    /// <summary>Says of an exception what kept people from being removed.</summary>
    public static ErasureFailure FailureOf(Exception exception) => new(
        exception switch
        {
            ReauthenticationRequiredException => AudienceErasureStatus.NeedsReauthentication,
            SnapchatApiException { IsTransient: true } => AudienceErasureStatus.SnapchatUnavailable,
            SnapchatApiException => AudienceErasureStatus.RefusedBySnapchat,
            MembershipStateException => AudienceErasureStatus.StateUnusable,
            _ => AudienceErasureStatus.Pending,
        },
        exception is OperationCanceledException ? "The removal was stopped before Snapchat had acknowledged it; it is repeated." : ProblemTranslator.Describe(exception));

    private PlanDraft Draft(AudienceState state, SuppressionLog suppressions)
    {
        SuppressedDigests pending = suppressions.InForce(state.ErasedUpTo(suppressions));
        List<KindDemand> demands = [];
        foreach (IdentifierKind kind in pending.Kinds)
        {
            // The digests are those of all rules so far; what is kept of the kind stays as old as it is.
            demands.Add(new KindDemand(kind, DigestArray.Empty, pending.Of(kind), state.Find(kind)?.RuleVersion ?? NormalizationVersions.Of(kind)));
        }

        return new PlanDraft(RunId.New(timeProvider), new RunNature(RunPurpose.Erasure), Terms, timeProvider.GetUtcNow(), demands, options.Value.MaxIdentifiersPerRequest);
    }
}
