namespace Snapchat.AudienceExport.Testing.Faults;

/// <summary>A fault for the next requests of some sort.</summary>
internal sealed class FaultRule(SimulatedFault fault, Func<SimulatedRequest, bool> when, int times)
{
    public SimulatedFault Fault => fault;

    public int Remaining { get; set; } = times;

    public bool Matches(SimulatedRequest request) => when(request);
}
