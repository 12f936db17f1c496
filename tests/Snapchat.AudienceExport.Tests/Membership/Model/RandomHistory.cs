using Snapchat.AudienceExport.Membership;

namespace Snapchat.AudienceExport.Tests.Membership.Model;

/// <summary>A few digests, one audience, and runs that mostly crash: plans, journals and folds of the library, against a Snapchat that applies what it wants when it wants.</summary>
/// <remarks>Members expire after the audience's retention, so full sends come due; the audience is emptied by others; people are erased and come back.</remarks>
internal sealed class RandomHistory
{
    private const int People = 6;
    private const int MaxPerRequest = 2;
    private const IdentifierKind Kind = IdentifierKind.Email;

    private static readonly TimeSpan Retention = TimeSpan.FromDays(30);
    private static readonly TimeSpan LongestGap = TimeSpan.FromDays(10);
    private static readonly TimeSpan LongestContinuation = TimeSpan.FromHours(24);
    private static readonly Lateness Late = new(TimeSpan.FromMinutes(15), TimeSpan.FromMinutes(30));
    private static readonly FullSendTerms Terms = FullSendTerms.Of(new SnapchatAudienceExportOptions()) with { RunInterval = LongestGap };
    private static readonly AudienceFacts Facts = new(null, null, (int)Retention.TotalDays, null);
    private static readonly TableReference NoTable = new("", "");
    private static readonly RunId NoRun = RunId.Parse("01932c07-20a1-7abc-8def-0123456789ab");

    private readonly Random _random;

    // At Snapchat: until when each person is there, and what is still on its way.
    private readonly DateTimeOffset[] _thereUntil = new DateTimeOffset[People];
    private readonly List<OnItsWay> _onItsWay = [];

    // Durable.
    private readonly bool[] _erased = new bool[People];
    private readonly List<JournalRecord> _records = [];
    private DigestMarks[] _committed = new DigestMarks[People];
    private OpenAttempts _open;
    private DateTimeOffset? _fullSentAt;
    private SealedPlan? _plan;
    private int[][] _columns = [];
    private Dictionary<IdentifierKind, OpenAttempts>? _stop;

    // In memory, until the process dies.
    private JournalProgress? _progress;

    private DateTimeOffset _now = new(2026, 1, 1, 0, 0, 0, TimeSpan.Zero);
    private DateTimeOffset _diedAt;
    private DateTimeOffset _plannedAt;
    private bool _isEmptied;

    public RandomHistory(int seed) => (_random, _plannedAt) = (new Random(seed), _now);

    public int Crashes { get; private set; }

    /// <summary>Lives through some runs, and then through one in which nothing goes wrong.</summary>
    public void Live(int runs)
    {
        for (int run = 0; run < runs; run++)
        {
            Pass(RandomGap());
            MeanwhileAtSnapchat();
            ChangeErased();
            Run(RandomNature(), RandomWanted(), isCalm: false);
        }

        Pass(TimeSpan.FromHours(1));
        bool[] wanted = RandomWanted();
        Run(new RunNature(RunPurpose.Mirror), wanted, isCalm: true);
        for (int person = 0; person < People; person++)
        {
            bool isWanted = wanted[person] && !_erased[person];
            if (IsThere(person) != isWanted || _committed[person] != (isWanted ? DigestMarks.Surely | DigestMarks.Maybe : DigestMarks.None))
                throw new InvalidOperationException($"After a calm mirror, person {person} is {(IsThere(person) ? "" : "not ")}there and held for {_committed[person]}; wanted: {isWanted}.");
        }
    }

    private void Run(RunNature nature, bool[] wanted, bool isCalm)
    {
        if (!(_plan is not null && !isCalm && _now - _plan.SealedAt < LongestContinuation && _random.Next(3) == 0 && Continue()))
        {
            Recover();
            Seal(nature, wanted);
        }

        Check("sealed");
        bool isFinished;
        try
        {
            isFinished = (!_plan!.Nature.Clears || ClearAudience(isCalm)) && SendAll(isCalm);
        }
        catch (ProcessDiedException)
        {
            Crashes++;
            _progress = null;
            _diedAt = _now;
            return;
        }

        if (isFinished || _random.Next(2) == 0)
            Commit(isFinished);
        else
            Stop();
    }

    private bool Continue()
    {
        _progress = new JournalProgress(_plan!, _stop ?? new Dictionary<IdentifierKind, OpenAttempts> { [Kind] = _open }, Late);
        foreach (JournalRecord record in _records)
            _progress.Apply(record);
        if (_stop is null)
            _progress.Interrupt(_diedAt);
        _stop = null;
        return true;
    }

    // The process lives, and knows what was left unanswered.
    private void Stop()
    {
        _stop = _progress!.Unanswered.ToDictionary(static kind => kind.Kind, static kind => kind.Attempts);
        _progress = null;
    }

    private void Recover()
    {
        if (_plan is null)
            return;
        Continue();
        Commit(isFinished: false);
    }

    private void Seal(RunNature nature, bool[] wanted)
    {
        if (nature.Purpose != RunPurpose.Erasure)
            _plannedAt = _now;
        var kind = new KindState(Kind, NoTable, 1, _open, _fullSentAt, People, People);
        if (nature.Purpose != RunPurpose.Erasure && (_isEmptied || RetentionRules.Decide(kind, Facts, Facts, Terms, _now) != FullSendReason.None))
            nature = nature with { IsFullSend = true };

        var planned = new DigestMarks[People];
        for (int person = 0; person < People; person++)
        {
            DigestMarks marks = _committed[person] | (wanted[person] ? DigestMarks.Wanted : DigestMarks.None) | (_erased[person] ? DigestMarks.Erased : DigestMarks.None);
            planned[person] = MembershipRules.Plan(marks, nature);
        }

        _columns =
        [
            Where(planned, DigestMarks.Added, DigestMarks.Added),
            Where(planned, DigestMarks.Removed | DigestMarks.Surely, DigestMarks.Removed | DigestMarks.Surely),
            Where(planned, DigestMarks.Removed | DigestMarks.Surely, DigestMarks.Removed),
        ];
        var requests = new List<SealedRequest>();
        foreach (PlanColumn column in (PlanColumn[])[PlanColumn.RemovedSurely, PlanColumn.RemovedMaybe, PlanColumn.Added])
        {
            for (int start = 0; start < _columns[(int)column].Length; start += MaxPerRequest)
                requests.Add(new SealedRequest(requests.Count + 1, Kind, column, start, Math.Min(MaxPerRequest, _columns[(int)column].Length - start), 0));
        }

        _plan = new SealedPlan(NoRun, nature, 0, "", _now, _now, [new SealedKind(Kind, 1, NoTable)], requests);
        _records.Clear();
        _progress = new JournalProgress(_plan, new Dictionary<IdentifierKind, OpenAttempts> { [Kind] = _open }, Late);
        _isEmptied &= !nature.ForgetsSurely;
    }

    // Erasures and continued runs come in between: they do not look whether a full send is due.
    private TimeSpan RandomGap()
    {
        TimeSpan longest = _plannedAt + LongestGap - TimeSpan.FromDays(1) - _now;
        return longest > TimeSpan.Zero && _random.Next(4) == 0 ? longest * _random.NextDouble() : TimeSpan.FromMinutes(_random.Next(40));
    }

    private bool ClearAudience(bool isCalm)
    {
        while (_progress!.Clear is not (ClearStep.Settled or ClearStep.SettledWithOpenAdditions))
        {
            if (_progress.Clear != ClearStep.Accepted)
            {
                Record(JournalRecord.OfClear(ClearStep.Sent, _now));
                switch (isCalm ? 0 : _random.Next(6))
                {
                    case 0 or 1 or 2:
                        _onItsWay.Add(new OnItsWay(UploadOperation.Remove, null, _now + Late.Clear, IsCertain: true));
                        MaybeDie(isCalm);
                        Record(JournalRecord.OfClear(ClearStep.Accepted, _now));
                        break;
                    case 3:
                        return false;
                    default:
                        _onItsWay.Add(new OnItsWay(UploadOperation.Remove, null, _now + Late.Clear, IsCertain: false));
                        MaybeDie(isCalm);
                        _progress.LeaveClearUnanswered(_now);
                        break;
                }
            }

            Pass(TimeSpan.FromMinutes(_random.Next(1, 20)));
            MaybeDie(isCalm);
            if (_progress.Clear == ClearStep.Accepted && !Enumerable.Range(0, People).Any(IsThere) && !_onItsWay.Exists(static one => one.IsCertain) && !_progress.MayStillRemove(_now))
                Record(_progress.JudgeSettled(_now));
            else if (!isCalm && _random.Next(8) == 0)
                return false;
        }

        if (_onItsWay.Exists(static one => one.Operation == UploadOperation.Remove))
            throw new InvalidOperationException("The clear settled, and another one may still take effect.");
        return true;
    }

    private bool SendAll(bool isCalm)
    {
        foreach (SealedRequest request in _progress!.OpenRequests)
        {
            if (!isCalm && _random.Next(20) == 0)
                ChangeErased();
            if (!Send(request, isCalm))
                return false;
        }

        return true;
    }

    private bool Send(SealedRequest request, bool isCalm)
    {
        int[] carried = [.. _columns[(int)request.Column].Skip((int)request.Start).Take(request.Count)];
        int[] body = request.Operation == UploadOperation.Add ? [.. carried.Where(person => !_erased[person])] : carried;
        for (int attempt = 0; attempt < 3; attempt++)
        {
            Pass(TimeSpan.FromMinutes(_random.Next(3)));
            switch (isCalm ? 0 : _random.Next(10))
            {
                case < 6:
                    Apply(request.Operation, body);
                    MaybeDie(isCalm);
                    Record(_progress!.Judge(request, body.Length, body.Length, _now));
                    return true;
                case 6:
                    // Of three acknowledged removals of a person, one works.
                    Apply(request.Operation, [.. body.Where(person => _random.Next(2) == 0 || (_committed[person] & DigestMarks.ShortTwice) != DigestMarks.None)]);
                    MaybeDie(isCalm);
                    Record(_progress!.Judge(request, body.Length, body.Length - 1, _now));
                    return true;
                case 7:
                    return false;
                default:
                    _onItsWay.Add(new OnItsWay(request.Operation, body, _now + Late.Request, IsCertain: false));
                    MaybeDie(isCalm);
                    _progress!.LeaveUnanswered(Kind, request.Operation, _now);
                    break;
            }
        }

        return false;
    }

    private void Commit(bool isFinished)
    {
        _committed = Fold();
        _open = _progress!.End()[Kind];
        if (isFinished && _plan!.Nature.ForgetsSurely)
            _fullSentAt = _plan.StartedAt;
        _plan = null;
        _progress = null;
        Check("committed");
    }

    private void Record(JournalRecord record)
    {
        _records.Add(record);
        _progress!.Apply(record);
        Check("recorded");
    }

    private DigestMarks[] Fold()
    {
        if (_plan is null)
            return _committed;
        JournalProgress? progress = _progress;
        if (progress is null)
        {
            progress = new JournalProgress(_plan, new Dictionary<IdentifierKind, OpenAttempts>(), Late);
            foreach (JournalRecord record in _records)
                progress.Apply(record);
        }

        var folded = (DigestMarks[])_committed.Clone();
        foreach (PlanColumn column in Enum.GetValues<PlanColumn>())
        {
            var marks = new DigestMarks[_columns[(int)column].Length];
            progress.Mark(Kind, column, 0, marks);
            for (int i = 0; i < marks.Length; i++)
                folded[_columns[(int)column][i]] |= marks[i];
        }

        for (int person = 0; person < People; person++)
            folded[person] = MembershipRules.Fold(folded[person], _plan.Nature, progress.Clear);
        return folded;
    }

    private void Check(string when)
    {
        DigestMarks[] known = Fold();
        for (int person = 0; person < People; person++)
        {
            bool surely = known[person].HasFlag(DigestMarks.Surely);
            bool maybe = known[person].HasFlag(DigestMarks.Maybe);
            if ((surely && !IsThere(person) && !_isEmptied) || (IsThere(person) && !maybe) || (surely && !maybe))
                throw new InvalidOperationException($"{when}: person {person} is {(IsThere(person) ? "" : "not ")}there and held for {known[person]}.");
        }
    }

    private void MaybeDie(bool isCalm)
    {
        if (!isCalm && _random.Next(3) == 0)
            throw new ProcessDiedException();
    }

    private void Pass(TimeSpan time)
    {
        DateTimeOffset end = _now + time;
        foreach (OnItsWay one in _onItsWay.ToArray())
        {
            bool isOver = end >= one.Until;
            if ((isOver && one.IsCertain) || _random.Next(2) == 0)
            {
                _now = isOver ? one.Until.AddTicks(-1) > _now ? one.Until.AddTicks(-1) : _now : end;
                Apply(one.Operation, one.People);
                _onItsWay.Remove(one);
            }
            else if (isOver)
            {
                _onItsWay.Remove(one);
            }

            _now = end - time;
            Check("late");
        }

        _now = end;
        Check("later");
    }

    private void Apply(UploadOperation operation, int[]? people)
    {
        foreach (int person in people ?? [.. Enumerable.Range(0, People)])
            _thereUntil[person] = operation == UploadOperation.Add ? _now + Retention : default;
    }

    private bool IsThere(int person) => _thereUntil[person] > _now;

    private void MeanwhileAtSnapchat()
    {
        if (_random.Next(20) != 0 || _plan is not null)
            return;
        Array.Clear(_thereUntil);
        _isEmptied = true;
    }

    private void ChangeErased()
    {
        if (_random.Next(3) == 0)
            _erased[_random.Next(People)] ^= true;
    }

    private RunNature RandomNature()
    {
        var purpose = (RunPurpose)_random.Next(4);
        if (_isEmptied && purpose == RunPurpose.Erasure)
            purpose = RunPurpose.Mirror;
        return new RunNature(purpose, purpose is RunPurpose.AddOnly or RunPurpose.Mirror && _random.Next(4) == 0);
    }

    private bool[] RandomWanted() => [.. Enumerable.Range(0, People).Select(_ => _random.Next(2) == 0)];

    private static int[] Where(DigestMarks[] marks, DigestMarks mask, DigestMarks value) => [.. Enumerable.Range(0, People).Where(person => (marks[person] & mask) == value)];

    private sealed record OnItsWay(UploadOperation Operation, int[]? People, DateTimeOffset Until, bool IsCertain);

    private sealed class ProcessDiedException : Exception;
}
