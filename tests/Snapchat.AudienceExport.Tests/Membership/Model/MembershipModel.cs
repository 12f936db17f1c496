using Snapchat.AudienceExport.Membership;
using static Snapchat.AudienceExport.Tests.Membership.Model.ModelState;

namespace Snapchat.AudienceExport.Tests.Membership.Model;

/// <summary>One digest, one audience, and everything that can happen to them.</summary>
internal sealed class MembershipModel(ModelRules rules)
{
    // An unanswered request takes effect within two ticks, a clear within three.
    private const byte Request = 2;
    private const byte ClearTime = 3;

    private const byte MaxUnremoved = 2;

    private static readonly DateTimeOffset Now = new(2026, 1, 1, 0, 0, 0, TimeSpan.Zero);
    private static readonly TimeSpan Tick = TimeSpan.FromMinutes(1);
    private static readonly Lateness Late = new(Request * Tick, ClearTime * Tick);

    private static readonly RunNature[] Runs =
    [
        new(RunPurpose.AddOnly), new(RunPurpose.AddOnly, IsFullSend: true), new(RunPurpose.Mirror), new(RunPurpose.Mirror, IsFullSend: true),
        new(RunPurpose.Replace), new(RunPurpose.Erasure),
    ];

    /// <summary>Adds every event that can happen in a state, with the state after it.</summary>
    public void AddEvents(in ModelState state, List<(string Event, ModelState After)> events)
    {
        World(state, events);
        switch (state.Process)
        {
            case Phase.Idle:
                Start(state, events);
                events.Add(("history lost", Lose(state)));
                break;
            case Phase.Running:
                Clear(state, events);
                Send(state, events);
                events.Add(("commit", End(state, rules.Commit)));
                events.Add(("die", Die(state)));
                break;
            default:
                ModelState recovered = Recover(state);
                events.Add(("resume", recovered with { Process = Phase.Running, DeadFor = 0 }));
                events.Add(("fold", End(recovered, rules.Recover)));
                events.Add(("history lost", Lose(state)));
                break;
        }
    }

    /// <returns>What is wrong in a state, or null.</returns>
    public static string? Check(in ModelState state)
    {
        bool surely = state.Known.HasFlag(DigestMarks.Surely);
        bool maybe = state.Known.HasFlag(DigestMarks.Maybe);
        if (surely && !state.IsThere && !state.IsEmptied)
            return "I1: surely there, and is not";
        if (state.IsThere && !maybe && !state.IsLost)
            return "I2: is there, and not even maybe";
        if (surely && !maybe)
            return "I1: S is not within M";
        if (state.IsSentThoughErased)
            return "erasure: sent, though erased";
        return state.Process == Phase.Running ? CheckRun(state) : null;
    }

    /// <returns>Whether what was recorded folds to what the events made of the digest one by one.</returns>
    public static bool IsFoldable(in ModelState state) =>
        state.Process == Phase.Idle || MembershipRules.Fold(state.Committed | state.Journal, state.Run, state.Clear) == state.Known;

    // A run that was answered in full leaves exactly who is wanted, and a third acknowledgement of a removal is believed.
    private static string? CheckRun(in ModelState state)
    {
        if (state.Committed.HasFlag(DigestMarks.ShortTwice) && state.Journal.HasFlag(DigestMarks.Removed | DigestMarks.AcknowledgedShort) && state.Known.HasFlag(DigestMarks.Maybe))
            return "exactness: held for maybe there after three acknowledged removals";
        if (state.Clear >= ClearStep.SettledWithOpenAdditions && state.LateRemove > 0)
            return "exactness: people are added while a clear may still take effect";
        bool hasRequest = (state.Journal & (DigestMarks.Added | DigestMarks.Removed)) != DigestMarks.None;
        bool isDone = (!hasRequest || state.Journal.HasFlag(DigestMarks.Acknowledged)) && (!state.Run.Clears || state.Clear == ClearStep.Settled);
        bool isExact = state.Run.Purpose switch
        {
            RunPurpose.Mirror or RunPurpose.Replace => state.Known == (state.IsWanted ? DigestMarks.Surely | DigestMarks.Maybe : DigestMarks.None),
            RunPurpose.AddOnly => !state.IsWanted || state.Known == (DigestMarks.Surely | DigestMarks.Maybe),
            _ => true,
        };
        return isDone && !isExact ? "exactness: a finished run left something else than who is wanted" : null;
    }

    private static void World(in ModelState state, List<(string, ModelState)> events)
    {
        if (state.LateAdd > 0)
            events.Add(("late addition", state with { IsThere = true }));
        if (state.LateRemove > 0)
            events.Add(("late removal", state with { IsThere = false }));
        if (state.AcceptedClear > 0)
            events.Add(("clear works", state with { IsThere = false }));
        if (state.IsThere && !state.IsEmptied)
            events.Add(("emptied by somebody", state with { IsThere = false, IsEmptied = true }));
        events.Add((state.IsErased ? "lift" : "erase", state with { IsErased = !state.IsErased }));
        events.Add(("time passes", Pass(state)));
    }

    private static ModelState Pass(in ModelState state) => state with
    {
        AddOpen = Less(state.AddOpen),
        RemoveOpen = Less(state.RemoveOpen),
        CommittedAddOpen = Less(state.CommittedAddOpen),
        CommittedRemoveOpen = Less(state.CommittedRemoveOpen),
        DeadFor = state.Process == Phase.Dead ? (byte)Math.Min(state.DeadFor + 1, ClearTime) : (byte)0,
        LateAdd = Less(state.LateAdd),
        LateRemove = Less(state.LateRemove),
        AcceptedClear = Less(state.AcceptedClear),

        // What Snapchat accepted, it does in time.
        IsThere = state.IsThere && state.AcceptedClear != 1,
    };

    private void Start(in ModelState state, List<(string, ModelState)> events)
    {
        foreach (RunNature run in Runs)
        {
            // Who finds the audience emptied sends everybody.
            if (state.IsEmptied && !run.ForgetsSurely)
                continue;

            // Without history nobody can tell whom to remove.
            if (state.IsLost && run.Purpose == RunPurpose.Mirror)
                continue;
            foreach (bool isWanted in run.Purpose == RunPurpose.Erasure ? [false] : new[] { false, true })
            {
                DigestMarks marks = state.Committed | (isWanted ? DigestMarks.Wanted : DigestMarks.None) | (state.IsErased ? DigestMarks.Erased : DigestMarks.None);
                DigestMarks planned = rules.Plan(marks, run);
                events.Add(($"{run.Purpose} run{(run.IsFullSend ? ", full send" : "")}{(isWanted ? ", wanted" : "")}", state with
                {
                    Process = Phase.Running,
                    Run = run,
                    IsWanted = isWanted && !state.IsErased,
                    Journal = planned & (DigestMarks.Added | DigestMarks.Removed),
                    Known = rules.Seal(planned, run) & DigestMarks.State,
                    Clear = ClearStep.None,
                    IsAnswered = false,
                    IsEmptied = false,
                    Unremoved = planned.HasFlag(DigestMarks.Added) ? (byte)0 : state.Unremoved,
                }));
            }
        }
    }

    private void Clear(in ModelState state, List<(string, ModelState)> events)
    {
        if (!state.Run.Clears || state.Clear is ClearStep.Settled or ClearStep.SettledWithOpenAdditions)
            return;
        ModelState sent = state with { Clear = state.Clear == ClearStep.None ? ClearStep.Sent : state.Clear };
        events.Add(("clear accepted", sent with { Clear = ClearStep.Accepted, AcceptedClear = ClearTime }));
        events.Add(("clear refused", sent));
        events.Add(("clear unanswered", Open(sent, UploadOperation.Remove, Late.Clear) with { LateRemove = ClearTime }));
        events.Add(("die while clearing", Die(sent) with { LateRemove = ClearTime }));
        bool isQuiet = rules.LetCount(OpenOf(state), UploadOperation.Add, Now) || !rules.ClearsSettleAfterOpenRemovals;
        if (state.Clear == ClearStep.Accepted && !state.IsThere && isQuiet)
        {
            ClearStep settled = rules.LetCount(OpenOf(state), UploadOperation.Remove, Now) ? ClearStep.Settled : ClearStep.SettledWithOpenAdditions;
            events.Add(("clear settled", state with
            {
                Clear = settled,
                AcceptedClear = 0,
                IsLost = state.IsLost && settled != ClearStep.Settled,
                Known = rules.SettleClear(state.Known | state.Journal, settled) & DigestMarks.State,
            }));
        }
    }

    private void Send(in ModelState state, List<(string, ModelState)> events)
    {
        if (state.IsAnswered)
            return;
        if (state.Journal.HasFlag(DigestMarks.Removed))
            SendRemoval(state, events);
        bool isCleared = !state.Run.Clears || state.Clear is ClearStep.Settled or ClearStep.SettledWithOpenAdditions || !rules.AdditionsWaitForTheClear;
        if (state.Journal.HasFlag(DigestMarks.Added) && isCleared)
            SendAddition(state, events);
    }

    private void SendAddition(in ModelState state, List<(string, ModelState)> events)
    {
        bool isCarried = !(state.IsErased && rules.BodiesLeaveOutTheErased);
        bool counts = rules.LetCount(OpenOf(state), UploadOperation.Add, Now) && (isCarried || rules.ReducedRequestsCount);
        bool isThere = state.IsThere || isCarried;
        byte late = isCarried ? Request : state.LateAdd;
        ModelState answered = state with { IsAnswered = true, IsSentThoughErased = state.IsErased && isCarried };
        events.Add(("added", Count(answered, DigestMarks.Acknowledged, counts, rules.AcknowledgeAddition) with { IsThere = isThere }));
        events.Add(("added, short", Count(answered, DigestMarks.AcknowledgedShort, counts, rules.AcknowledgeShortAddition) with { IsThere = isThere }));
        events.Add(("not added, short", Count(answered, DigestMarks.AcknowledgedShort, counts, rules.AcknowledgeShortAddition)));
        events.Add(("addition refused", state with { Known = rules.Refuse(state.Known, UploadOperation.Add) }));
        events.Add(("addition unanswered", Open(state with { Known = rules.TimeOut(state.Known, UploadOperation.Add) }, UploadOperation.Add, Late.Request) with { LateAdd = late }));
        events.Add(("die while adding", Die(state with { Known = rules.Die(state.Known, UploadOperation.Add) }) with { LateAdd = late }));
    }

    private void SendRemoval(in ModelState state, List<(string, ModelState)> events)
    {
        bool counts = rules.LetCount(OpenOf(state), UploadOperation.Remove, Now);
        ModelState answered = state with { IsAnswered = true };
        events.Add(("removed", Count(answered, DigestMarks.Acknowledged, counts, rules.AcknowledgeRemoval) with { IsThere = false, Unremoved = 0 }));
        answered = answered with { Unremoved = counts ? (byte)Math.Min(state.Unremoved + 1, MaxUnremoved) : state.Unremoved };
        events.Add(("removed, short", Count(answered, DigestMarks.AcknowledgedShort, counts, rules.AcknowledgeShortRemoval) with { IsThere = false }));

        // Of three acknowledged removals, one works.
        if (state.Unremoved < MaxUnremoved || !state.IsThere)
            events.Add(("not removed, short", Count(answered, DigestMarks.AcknowledgedShort, counts, rules.AcknowledgeShortRemoval)));
        events.Add(("removal refused", state with { Known = rules.Refuse(state.Known, UploadOperation.Remove) }));
        events.Add(("removal unanswered", Open(state with { Known = rules.TimeOut(state.Known, UploadOperation.Remove) }, UploadOperation.Remove, Late.Request) with { LateRemove = Max(state.LateRemove, Request) }));
        events.Add(("die while removing", Die(state with { Known = rules.Die(state.Known, UploadOperation.Remove) }) with { LateRemove = Max(state.LateRemove, Request) }));
    }

    private static ModelState Count(in ModelState state, DigestMarks record, bool counts, Func<DigestMarks, DigestMarks> acknowledge) => !counts ? state : state with
    {
        Journal = state.Journal | record,
        Known = acknowledge(state.Known) & DigestMarks.State,
    };

    // What was in memory only is gone.
    private static ModelState Die(in ModelState state) => state with
    {
        Process = Phase.Dead,
        AddOpen = state.CommittedAddOpen,
        RemoveOpen = state.CommittedRemoveOpen,
        DeadFor = 0,
    };

    private ModelState Recover(in ModelState state) => With(state, rules.Interrupt(OpenOf(state), Directions(state), Now - (state.DeadFor * Tick), Late));

    private ModelState End(in ModelState state, Func<DigestMarks, DigestMarks, DigestMarks> keep)
    {
        ModelState ended = With(state, rules.EndRun(OpenOf(state), state.Clear, Now - ((ClearTime - state.AcceptedClear) * Tick), Late));
        DigestMarks kept = keep(ended.Committed, ended.Known);
        return ended with
        {
            Process = Phase.Idle,
            Committed = kept,
            Known = kept,
            CommittedAddOpen = ended.AddOpen,
            CommittedRemoveOpen = ended.RemoveOpen,
            Journal = DigestMarks.None,
            Run = default,
            Clear = ClearStep.None,
            IsAnswered = false,
            IsWanted = false,
            DeadFor = 0,
        };
    }

    private ModelState Lose(in ModelState state) => With(
        new ModelState
        {
            IsErased = state.IsErased,
            IsThere = state.IsThere,
            LateAdd = state.LateAdd,
            LateRemove = state.LateRemove,
            AcceptedClear = state.AcceptedClear,
            IsEmptied = state.IsEmptied,
            IsLost = true,
        },
        rules.Lose(Now, Late)) is var lost ? lost with { CommittedAddOpen = lost.AddOpen, CommittedRemoveOpen = lost.RemoveOpen } : default;

    private static PlanDirections Directions(in ModelState state) =>
        state.Run.Clears && state.Clear < ClearStep.SettledWithOpenAdditions ? (state.Clear == ClearStep.None ? PlanDirections.None : PlanDirections.Clear)
        : (state.Journal.HasFlag(DigestMarks.Added) ? PlanDirections.Add : PlanDirections.None)
        | (state.Journal.HasFlag(DigestMarks.Removed) ? PlanDirections.Remove : PlanDirections.None);

    private ModelState Open(in ModelState state, UploadOperation operation, TimeSpan lateness) => With(state, rules.LeaveUnanswered(OpenOf(state), operation, Now, lateness));

    private static OpenAttempts OpenOf(in ModelState state) => new(Now + (state.AddOpen * Tick), Now + (state.RemoveOpen * Tick));

    private static ModelState With(in ModelState state, OpenAttempts open) => state with { AddOpen = Ticks(open.AddUntil), RemoveOpen = Ticks(open.RemoveUntil) };

    private static byte Ticks(DateTimeOffset until) => (byte)Math.Max(0, (until - Now) / Tick);

    private static byte Less(byte ticks) => (byte)Math.Max(ticks - 1, 0);

    private static byte Max(byte one, byte other) => Math.Max(one, other);
}
