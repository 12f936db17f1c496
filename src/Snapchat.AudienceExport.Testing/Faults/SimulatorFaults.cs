using Snapchat.AudienceExport.Testing.Faults;

namespace Snapchat.AudienceExport.Testing;

/// <summary>What is going to go wrong at a <see cref="SnapchatSimulator"/>: on demand, by rule, or by chance with a seed.</summary>
/// <remarks>Each request meets at most one fault: the first rule that matches it, in the order in which rules were added; otherwise perhaps a random one. A request without a valid token, or above an enforced rate, is refused for that. Safe for use by several threads.</remarks>
public sealed class SimulatorFaults
{
    /// <summary>For a fault that never ends by itself.</summary>
    public const int Always = int.MaxValue;

    private static readonly SimulatedFault[] Usual =
    [
        SimulatedFault.TooManyRequests(RetryHint.None),
        SimulatedFault.ServerError(),
        SimulatedFault.ResetBeforeBody(),
        SimulatedFault.ResetDuringBody(),
        SimulatedFault.ResetAfterBody(),
        SimulatedFault.LoseAnswer(),
    ];

    private readonly Lock _gate = new();
    private readonly List<FaultRule> _rules = [];
    private Func<SimulatedRequest, SimulatedFault?>? _chance;

    internal SimulatorFaults()
    {
    }

    internal LateEffects Late { get; } = new();

    /// <summary>Lets the next requests of any sort meet a fault.</summary>
    /// <param name="fault">The fault.</param>
    /// <param name="times">How many requests: 1 or more, or <see cref="Always"/>.</param>
    public void Add(SimulatedFault fault, int times = 1) => Add(_ => true, fault, times);

    /// <summary>Lets the next requests of one operation meet a fault.</summary>
    /// <param name="operation">The operation.</param>
    /// <param name="fault">The fault.</param>
    /// <param name="times">How many requests: 1 or more, or <see cref="Always"/>.</param>
    public void Add(SimulatedOperation operation, SimulatedFault fault, int times = 1) => Add(request => request.Operation == operation, fault, times);

    /// <summary>Lets the next requests that fulfil a condition meet a fault.</summary>
    /// <param name="when">The condition, asked when the head of a request has arrived: the number of identifiers is not known yet.</param>
    /// <param name="fault">The fault.</param>
    /// <param name="times">How many requests: 1 or more, or <see cref="Always"/>.</param>
    public void Add(Func<SimulatedRequest, bool> when, SimulatedFault fault, int times = 1)
    {
        ArgumentNullException.ThrowIfNull(when);
        ArgumentNullException.ThrowIfNull(fault);
        ArgumentOutOfRangeException.ThrowIfLessThan(times, 1);
        lock (_gate)
            _rules.Add(new FaultRule(fault, when, times));
    }

    /// <summary>Lets a share of all requests meet faults by chance. The same seed gives the same faults to the same order of requests. Replaces an earlier call.</summary>
    /// <param name="rate">The share: 0 to 1.</param>
    /// <param name="seed">The seed.</param>
    /// <param name="faults">The faults, all equally likely; null for 429 without a hint, 500, the resets, and lost answers.</param>
    /// <param name="when">Which requests; null for all.</param>
    public void Randomize(double rate, int seed, IReadOnlyList<SimulatedFault>? faults = null, Func<SimulatedRequest, bool>? when = null)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(rate);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(rate, 1);
        IReadOnlyList<SimulatedFault> choice = faults is { Count: > 0 } ? faults : Usual;
        Random random = new(seed);
        lock (_gate)
        {
            _chance = request => when?.Invoke(request) != false && random.NextDouble() < rate ? choice[random.Next(choice.Count)] : null;
        }
    }

    /// <summary>Ends all rules and random faults. What <see cref="SimulatedFault.ApplyLate"/> holds back still comes.</summary>
    public void Clear()
    {
        lock (_gate)
        {
            _rules.Clear();
            _chance = null;
        }
    }

    /// <summary>Applies now what <see cref="SimulatedFault.ApplyLate"/> holds back.</summary>
    public void ApplyHeldBack() => Late.ApplyAll();

    internal SimulatedFault? Take(SimulatedRequest request)
    {
        lock (_gate)
        {
            if (_rules.Find(rule => rule.Matches(request)) is not { } rule)
                return _chance?.Invoke(request);
            if (rule.Remaining != Always && --rule.Remaining == 0)
                _rules.Remove(rule);
            return rule.Fault;
        }
    }
}
