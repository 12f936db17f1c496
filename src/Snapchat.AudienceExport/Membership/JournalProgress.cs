namespace Snapchat.AudienceExport.Membership;

/// <summary>What is known of a run since its plan was sealed: which requests have a record, how far the clear came, and which attempts may still take effect.</summary>
/// <remarks>
/// An event is judged first, then made durable, and only then applied. Attempts without an answer are not put on record: whoever finds a journal open assumes them.
/// Safe for several threads.
/// </remarks>
internal sealed class JournalProgress
{
    private readonly SealedPlan _plan;
    private readonly Lateness _lateness;
    private readonly JournalRecord[] _records;
    private readonly Dictionary<IdentifierKind, OpenAttempts> _open;
    private readonly Lock _lock = new();
    private OpenAttempts _others;
    private DateTimeOffset _clearRecordedAt;

    /// <param name="plan">The sealed plan.</param>
    /// <param name="open">What could still take effect when it was sealed, per kind; kinds that the audience holds and the plan does not send are among them.</param>
    /// <param name="lateness">How late attempts may take effect.</param>
    /// <param name="others">What could still take effect of kinds that the audience does not hold and the plan does not send.</param>
    public JournalProgress(SealedPlan plan, IReadOnlyDictionary<IdentifierKind, OpenAttempts> open, Lateness lateness, OpenAttempts others = default)
    {
        _plan = plan;
        _others = others;
        _lateness = lateness;
        _records = new JournalRecord[plan.Requests.Count];
        _open = new Dictionary<IdentifierKind, OpenAttempts>(open);
        foreach (SealedKind kind in plan.Kinds)
            _open.TryAdd(kind.Kind, default);
    }

    /// <summary>Gets how far the clear came.</summary>
    public ClearStep Clear { get; private set; }

    /// <summary>Gets the requests without a record, in the order of their numbers.</summary>
    public IReadOnlyList<SealedRequest> OpenRequests
    {
        get
        {
            lock (_lock)
                return [.. _plan.Requests.Where(request => _records[request.Number - 1].Outcome == RequestOutcome.Open)];
        }
    }

    /// <summary>Gets the requests with a record, in the order of their numbers.</summary>
    public IReadOnlyList<UploadRequestReport> Acknowledged
    {
        get
        {
            lock (_lock)
                return [.. _plan.Requests.Where(request => _records[request.Number - 1].Outcome != RequestOutcome.Open).Select(Report)];
        }
    }

    /// <summary>Gets what may still take effect, of each kind.</summary>
    public IReadOnlyList<KindAttempts> Unanswered
    {
        get
        {
            lock (_lock)
                return [.. _open.Select(static kind => new KindAttempts(kind.Key, kind.Value))];
        }
    }

    /// <summary>Gets what may still take effect of kinds that were never sent: a clear is about those too that are sent after it.</summary>
    public OpenAttempts UnansweredOfOthers
    {
        get
        {
            lock (_lock)
                return _others;
        }
    }

    /// <summary>Finds out whether a removal or clear that got no answer, of this run or an earlier one, may still take effect.</summary>
    public bool MayStillRemove(DateTimeOffset now)
    {
        lock (_lock)
            return !_open.Values.Append(_others).All(open => open.LetCount(UploadOperation.Add, now));
    }

    /// <summary>Gets whether every request was acknowledged when no attempt of the other direction could still take effect, in full or short.</summary>
    public bool IsAcknowledged
    {
        get
        {
            lock (_lock)
                return Array.TrueForAll(_records, static record => record.Outcome is RequestOutcome.Acknowledged or RequestOutcome.AcknowledgedShort);
        }
    }

    /// <summary>Judges an answered request; its record takes effect with <see cref="Apply"/>.</summary>
    /// <param name="request">The request.</param>
    /// <param name="sent">How many identifiers its body carried: fewer than planned if somebody was erased meanwhile.</param>
    /// <param name="accepted">How many of them Snapchat acknowledged.</param>
    /// <param name="now">When the answer came.</param>
    /// <param name="requestId">Snapchat's ID of the request, or null.</param>
    public JournalRecord Judge(SealedRequest request, int sent, long accepted, DateTimeOffset now, string? requestId = null)
    {
        lock (_lock)
        {
            bool counts = sent == request.Count && _open[request.Kind].LetCount(request.Operation, now);
            RequestOutcome outcome = !counts ? RequestOutcome.AcknowledgedInVain
                : accepted >= request.Count ? RequestOutcome.Acknowledged
                : RequestOutcome.AcknowledgedShort;
            return new JournalRecord(request.Number, outcome, ClearStep.None, accepted, now) { Sent = sent, RequestId = requestId };
        }
    }

    /// <summary>Judges an audience seen empty after the clear was accepted.</summary>
    public JournalRecord JudgeSettled(DateTimeOffset now)
    {
        lock (_lock)
        {
            bool counts = _open.Values.All(open => open.LetCount(UploadOperation.Remove, now));
            return JournalRecord.OfClear(counts ? ClearStep.Settled : ClearStep.SettledWithOpenAdditions, now);
        }
    }

    /// <summary>Takes note of a record that is durable.</summary>
    public void Apply(JournalRecord record)
    {
        lock (_lock)
        {
            if (record.Request > 0)
                _records[record.Request - 1] = record;
            else
                (Clear, _clearRecordedAt) = (record.Clear, record.At);
        }
    }

    /// <summary>An attempt got no answer.</summary>
    public void LeaveUnanswered(IdentifierKind kind, UploadOperation operation, DateTimeOffset latestSend)
    {
        lock (_lock)
            _open[kind] = _open[kind].LeaveUnanswered(operation, latestSend, _lateness.Request);
    }

    /// <summary>A clear got no answer; it is about all kinds.</summary>
    public void LeaveClearUnanswered(DateTimeOffset latestSend) => ForEachKind((_, open) => open.LeaveUnanswered(UploadOperation.Remove, latestSend, _lateness.Clear));

    /// <summary>The process that sent the requests died.</summary>
    public void Interrupt(DateTimeOffset latestSend) => ForEachKind((kind, open) => open.Interrupt(DirectionsOf(kind), latestSend, _lateness));

    /// <summary>Ends the run.</summary>
    /// <returns>What can still take effect, per kind.</returns>
    public IReadOnlyDictionary<IdentifierKind, OpenAttempts> End()
    {
        ForEachKind((_, open) => open.EndRun(Clear, _clearRecordedAt, _lateness));
        return _open;
    }

    /// <summary>Writes what is on record about the digests of a column into their marks.</summary>
    /// <param name="kind">The kind of identifier.</param>
    /// <param name="column">The column.</param>
    /// <param name="start">The position, in the column, of the first digest.</param>
    /// <param name="marks">The marks of the digests from there on.</param>
    public void Mark(IdentifierKind kind, PlanColumn column, long start, Span<DigestMarks> marks)
    {
        marks.Fill(column == PlanColumn.Added ? DigestMarks.Added : DigestMarks.Removed);
        foreach (SealedRequest request in _plan.Requests)
        {
            DigestMarks record = _records[request.Number - 1].Outcome switch
            {
                RequestOutcome.Acknowledged => DigestMarks.Acknowledged,
                RequestOutcome.AcknowledgedShort => DigestMarks.AcknowledgedShort,
                _ => DigestMarks.None,
            };
            if (record == DigestMarks.None || request.Kind != kind || request.Column != column)
                continue;
            int first = (int)Math.Clamp(request.Start - start, 0, marks.Length);
            int end = (int)Math.Clamp(request.Start + request.Count - start, 0, marks.Length);
            foreach (ref DigestMarks digest in marks[first..end])
                digest |= record;
        }
    }

    // The clear is on record before it is sent. Nobody is added before it has settled, and it has only when no clear can take effect any more.
    private PlanDirections DirectionsOf(IdentifierKind? kind)
    {
        if (!_plan.Nature.Clears)
            return kind is { } planned ? _plan.DirectionsOf(planned) : PlanDirections.None;
        if (Clear < ClearStep.SettledWithOpenAdditions)
            return Clear == ClearStep.None ? PlanDirections.None : PlanDirections.Clear;
        return kind is { } sent ? _plan.DirectionsOf(sent) & ~PlanDirections.Clear : PlanDirections.None;
    }

    private UploadRequestReport Report(SealedRequest request)
    {
        JournalRecord record = _records[request.Number - 1];
        return new UploadRequestReport(request.Number, request.Kind, record.Sent, record.Accepted, record.RequestId) { IsRemoval = request.Operation == UploadOperation.Remove };
    }

    // The kinds that were never sent come as null.
    private void ForEachKind(Func<IdentifierKind?, OpenAttempts, OpenAttempts> change)
    {
        lock (_lock)
        {
            _others = change(null, _others);
            foreach (IdentifierKind kind in _open.Keys.ToArray())
                _open[kind] = change(kind, _open[kind]);
        }
    }
}
