namespace Snapchat.AudienceExport.Tests.Exports;

/// <summary>Tests that count the allocations of the whole process run alone.</summary>
[CollectionDefinition(Name, DisableParallelization = true)]
public sealed class AllocationTestGroup
{
    public const string Name = "Allocation";
}
