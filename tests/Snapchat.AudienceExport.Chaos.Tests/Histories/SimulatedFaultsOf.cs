using Snapchat.AudienceExport.Testing;

namespace Snapchat.AudienceExport.Chaos.Tests.Histories;

/// <summary>What goes wrong at Snapchat, by chance.</summary>
internal sealed class SimulatedFaultsOf(SnapchatSimulator simulator, Random random)
{
    private const int MaxLateBy = 8;

    private static readonly double[] Rates = [0, 0.02, 0.05, 0.1];

    /// <summary>Chooses anew, for the next run.</summary>
    public void Choose()
    {
        simulator.Faults.Clear();
        double rate = Rates[random.Next(Rates.Length)];
        if (rate == 0)
            return;
        Add(rate, SimulatedFault.LoseAnswer());
        Add(rate, SimulatedFault.ApplyLate(random.Next(1, MaxLateBy)));
        Add(rate / 2, SimulatedFault.TooManyRequests());
        Add(rate / 2, SimulatedFault.ServerError());
        Add(rate / 2, SimulatedFault.ResetBeforeBody());
        Add(rate / 2, SimulatedFault.ResetAfterBody());
        Add(rate / 10, SimulatedFault.PermissionDenied());
        Add(rate / 10, SimulatedFault.ExpiredToken());
        Add(rate, SimulatedFault.ShortCount(random.Next(1, 3), applied: random.Next(2) == 0), static request => request.Operation == SimulatedOperation.AddUsers);

        // A removal that is short is one of people who were gone already; one of people who stay would be a lie that no run could see through.
        Add(rate, SimulatedFault.ShortCount(1, applied: true), static request => request.Operation == SimulatedOperation.RemoveUsers);
    }

    /// <summary>Nothing goes wrong any more, and what was held back comes now.</summary>
    public void Calm()
    {
        simulator.Faults.Clear();
        simulator.Faults.ApplyHeldBack();
    }

    private void Add(double rate, SimulatedFault fault, Func<SimulatedRequest, bool>? when = null)
    {
        var chance = new Random(random.Next());
        simulator.Faults.Add(request => when?.Invoke(request) != false && chance.NextDouble() < rate, fault, SimulatorFaults.Always);
    }
}
