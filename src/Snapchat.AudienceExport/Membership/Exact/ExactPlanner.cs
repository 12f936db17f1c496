using Snapchat.AudienceExport.Membership.Guards;

namespace Snapchat.AudienceExport.Membership.Exact;

/// <summary>Plans a run against what is known of the audience.</summary>
internal sealed class ExactPlanner(AudienceMembership membership, SuppressedDigests suppressed, SnapchatAudienceExportOptions options, DateTimeOffset now)
{
    private AudienceState State => membership.State;

    /// <summary>Plans; nothing is written.</summary>
    /// <param name="request">What is to be exported.</param>
    /// <param name="run">The run.</param>
    /// <param name="startedAt">When it began to read.</param>
    /// <param name="wanted">Who is wanted.</param>
    /// <param name="audience">The audience as it is.</param>
    /// <param name="cancellationToken">Stops the call.</param>
    public async Task<ExactPlan> PlanAsync(SegmentExportRequest request, RunId run, DateTimeOffset startedAt, WantedIdentifiers wanted, SnapchatAudience audience, CancellationToken cancellationToken)
    {
        AudienceFacts facts = AudienceFacts.Of(audience);
        bool isEmptied = State.Kinds.Any(kind => Decide(kind, facts) == FullSendReason.Emptied);
        FullSendReason reason = request.ResendAll ? FullSendReason.Asked
            : isEmptied ? FullSendReason.Emptied
            : wanted.Kinds.Select(kind => Decide(State.Find(kind.Counts.Kind), facts)).Max();
        var nature = new RunNature(PurposeOf(request.Mode), reason != FullSendReason.None);
        string terms = PlanTerms.Of(request);
        var draft = new PlanDraft(run, nature, PlanTerms.ToContinue(request), startedAt, Demands(request.Mode, wanted, isEmptied), options.MaxIdentifiersPerRequest) { MirrorTerms = terms };
        ExportProblem? problem = FindProblem(request.Mode, facts);
        if (problem is not null)
            return new ExactPlan(draft, [], reason) { Problem = problem };

        IReadOnlyList<KindPlan> kinds = await membership.ForecastAsync(draft, cancellationToken).ConfigureAwait(false);
        if (nature.Purpose == RunPurpose.AddOnly)
            return new ExactPlan(draft, kinds, reason) { Facts = facts, Loss = membership.Loss?.Message };
        if (nature.Clears)
            return PlanClear(new ExactPlan(draft, kinds, FullSendReason.None) { Facts = facts, Loss = membership.Loss?.Message }, request, wanted, audience);

        long removals = kinds.Sum(static kind => kind.Removed);
        string? token = removals == 0 ? null : PlanToken.Of(membership.Audience, request.Mode, State, kinds);
        bool hasOthers = HasOthers(audience);
        IReadOnlyList<RemovalDoubt> doubts = RemovalGuards.Judge(Case(kinds, wanted, audience, terms));
        bool isConfirmed = token is not null && string.Equals(token, request.ConfirmedPlan, StringComparison.OrdinalIgnoreCase);
        if (doubts.Count == 0 || (isConfirmed && doubts.All(static doubt => doubt.IsConfirmable)))
            return new ExactPlan(draft, kinds, reason) { Token = token, IsConfirmed = isConfirmed, HasOthers = hasOthers, Facts = facts };

        draft = draft with { Nature = nature with { Purpose = RunPurpose.AddOnly } };
        kinds = await membership.ForecastAsync(draft, cancellationToken).ConfigureAwait(false);
        return new ExactPlan(draft, kinds, reason) { Token = doubts.All(static doubt => doubt.IsConfirmable) ? token : null, Withheld = removals, Doubts = doubts, Facts = facts };
    }

    private static RunPurpose PurposeOf(ExportMode mode) => mode switch
    {
        ExportMode.Mirror => RunPurpose.Mirror,
        ExportMode.Replace => RunPurpose.Replace,
        _ => RunPurpose.AddOnly,
    };

    // Without the clear there is nothing to do: other than in a mirror, additions do not go ahead.
    private ExactPlan PlanClear(ExactPlan plan, SegmentExportRequest request, WantedIdentifiers wanted, SnapchatAudience audience)
    {
        IReadOnlyList<RemovalDoubt> doubts = RemovalGuards.JudgeClear(audience.ApproximateSize, State.Kinds.Sum(static kind => kind.Maybe), Conditions(wanted));
        string token = PlanToken.Of(membership.Audience, request.Mode, State, plan.Kinds, doubts);
        if (doubts.Count == 0 || string.Equals(token, request.ConfirmedPlan, StringComparison.OrdinalIgnoreCase))
            return plan with { Token = token, IsConfirmed = true };
        string why = string.Join(", ", doubts.Select(static doubt => doubt.Finding));
        return plan with
        {
            Token = token,
            Problem = new(
                ExportProblemCode.ConfirmationRequired,
                ProblemCulprit.User,
                $"Audience {membership.Audience} would be cleared, and {why}; check that, and run again with plan {token} confirmed if it is right. Nothing is sent."),
        };
    }

    private FullSendReason Decide(KindState? kind, AudienceFacts facts) => RetentionRules.Decide(kind, State.Facts, facts, FullSendTerms.Of(options), now);

    // Kinds that are not mapped any more are wanted by nobody: a mirror removes them, and whoever was erased is removed always.
    // In an audience found emptied, nobody of those kinds either is surely there any more.
    private List<KindDemand> Demands(ExportMode mode, WantedIdentifiers wanted, bool isEmptied)
    {
        List<KindDemand> demands =
        [
            .. wanted.Kinds.Select(kind => new KindDemand(kind.Counts.Kind, kind.Digests, suppressed.Of(kind.Counts.Kind), NormalizationVersions.Of(kind.Counts.Kind))),
        ];
        foreach (KindState kind in State.Kinds)
        {
            if (demands.All(demand => demand.Kind != kind.Kind) && kind.Maybe > 0 && (mode == ExportMode.Mirror || isEmptied || suppressed.Of(kind.Kind).Count > 0))
                demands.Add(new KindDemand(kind.Kind, DigestArray.Empty, suppressed.Of(kind.Kind), kind.RuleVersion));
        }

        return demands;
    }

    private RemovalCase Case(IReadOnlyList<KindPlan> kinds, WantedIdentifiers wanted, SnapchatAudience audience, string terms) => new(kinds, Conditions(wanted))
    {
        MaxShare = options.MaxRemovalShare,
        LargestOfWeek = SurelyPeak.Largest(State.Peaks, now),
        HasUnknownMembers = HasOthers(audience),
        AreTermsChanged = !string.Equals(State.MirrorTerms, terms, StringComparison.Ordinal),
        AreRulesOlder = State.RulesChange == RulesChange.Begun
            || wanted.Kinds.Any(kind => State.Find(kind.Counts.Kind) is { Maybe: > 0 } kept && kept.RuleVersion < NormalizationVersions.Of(kept.Kind)),
        AreNewOnesProcessing = State.RulesChange == RulesChange.Sent && audience.UploadStatus != AudienceUploadStatus.Complete,
    };

    private SegmentCondition[] Conditions(WantedIdentifiers wanted) =>
    [
        .. wanted.Unread.Select(static unread => new SegmentCondition(unread.Segment, unread.State, Read: 0, Declared: null, Before: null)),
        .. wanted.Segments.Select(segment =>
        {
            SegmentInfo? source = wanted.Sources.FirstOrDefault(source => source.Id == segment.Segment);
            long? before = State.Segments.FirstOrDefault(known => known.Segment == segment.Segment)?.Read;
            return new SegmentCondition(segment.Segment, source?.State, segment.Read, source?.MemberCount, before);
        }),
    ];

    // Right after its creation an audience has no upload status.
    private bool HasOthers(SnapchatAudience audience) =>
        State.Generation == 0 && audience.UploadStatus != AudienceUploadStatus.NoUpload && !string.IsNullOrEmpty(audience.UploadStatus.Value);

    private ExportProblem? FindProblem(ExportMode mode, AudienceFacts facts)
    {
        if (State.Facts is { } before && RetentionRules.FindOtherAudience(before, facts) is { } difference)
            return new(ExportProblemCode.AudienceChanged, ProblemCulprit.User, $"Audience {membership.Audience} {difference}; choose the audience anew. Nothing is sent.");
        if (State.IsHistoryLost && mode == ExportMode.Mirror)
        {
            string finding = membership.Loss?.Message ?? $"Whom earlier runs sent to audience {membership.Audience} is not known any more.";
            return new(
                ExportProblemCode.HistoryLost,
                ProblemCulprit.User,
                $"{finding} A mirror cannot tell whom to remove; run once in mode {ExportMode.Replace}, or choose {ExportMode.AddOnly}. Nothing is sent.");
        }

        return null;
    }
}
