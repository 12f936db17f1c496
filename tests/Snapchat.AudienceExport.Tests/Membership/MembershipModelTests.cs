using Snapchat.AudienceExport.Tests.Membership.Model;

namespace Snapchat.AudienceExport.Tests.Membership;

public sealed class MembershipModelTests
{
    [Fact]
    public void EveryStory_HoweverLong_KeepsTheBounds()
    {
        var explorer = new ModelExplorer(new ModelRules(), static state => MembershipModel.Check(state) ?? (MembershipModel.IsFoldable(state) ? null : "the fold differs from the events"));

        string? violation = explorer.FindViolation();

        Assert.True(violation is null, violation);
        Assert.InRange(explorer.States, 100_000, int.MaxValue);
        Assert.InRange(explorer.Steps, 12, int.MaxValue);
        TestContext.Current.TestOutputHelper?.WriteLine($"{explorer.States} states, the last after {explorer.Steps} events");
    }

    [Theory, MemberData(nameof(BrokenRules.Names), MemberType = typeof(BrokenRules))]
    public void EachRuleIsNeeded(string broken)
    {
        // Not whatever else may be violated before.
        string expected = $"{BrokenRules.Violated(broken)}:";
        var explorer = new ModelExplorer(BrokenRules.Rules(broken), state => MembershipModel.Check(state) is { } found && found.StartsWith(expected, StringComparison.Ordinal) ? found : null);

        string? violation = explorer.FindViolation();

        TestContext.Current.TestOutputHelper?.WriteLine($"{broken}: {violation}");
        Assert.NotNull(violation);
    }
}
