using Snapchat.AudienceExport.Membership;
using Snapchat.AudienceExport.Membership.Guards;

namespace Snapchat.AudienceExport.Tests.Membership;

public sealed class RemovalGuardsTests
{
    private static readonly SegmentId Segment = SegmentId.Parse("buyers");
    private static readonly SegmentCondition Sound = new(Segment, SegmentState.Active, 100, 100, 100);

    [Theory]
    [InlineData(100, 0, 0, false)]
    [InlineData(100, 30, 0, false)]
    [InlineData(100, 31, 0, true)]
    [InlineData(0, 0, 0, false)]
    [InlineData(1, 1, 0, true)]
    [InlineData(80, 10, 100, false)]
    [InlineData(80, 11, 100, true)]
    public void Removals_AboveTheLimit_AreDoubted_AlsoLittleByLittle(long surely, long unwanted, long largestOfWeek, bool isDoubted)
    {
        var removal = new RemovalCase([Plan(surely, unwanted)], [Sound])
        {
            LargestOfWeek = new Dictionary<IdentifierKind, long> { [IdentifierKind.Email] = largestOfWeek },
        };

        Assert.Equal(isDoubted, RemovalGuards.Judge(removal).Count > 0);
    }

    [Theory]
    [InlineData(99, 1, false)]
    [InlineData(70, 30, false)]
    [InlineData(69, 31, true)]
    [InlineData(0, 100, true)]
    public void AfterAFullSendThatFailed_WhoStaysIsCompared_SinceNobodyIsSurelyThere(long staying, int removed, bool isDoubted)
    {
        KindPlan plan = Plan(0, 0) with { Staying = staying, Cuts = [new RequestCut(PlanColumn.RemovedMaybe, 0, removed, 5)] };
        var removal = new RemovalCase([plan], [Sound]) { LargestOfWeek = new Dictionary<IdentifierKind, long> { [IdentifierKind.Email] = 100 } };

        Assert.Equal(isDoubted ? [RemovalDoubtKind.LargeShareOfWeek] : [], RemovalGuards.Judge(removal).Select(static doubt => doubt.Kind));
    }

    [Fact]
    public void OneKindAboveTheLimit_IsEnough()
    {
        var removal = new RemovalCase([Plan(1_000, 1), Plan(10, 9) with { Kind = IdentifierKind.Phone }], [Sound]);

        RemovalDoubt doubt = Assert.Single(RemovalGuards.Judge(removal));

        Assert.Equal(RemovalDoubtKind.LargeShare, doubt.Kind);
        Assert.Contains("9 of 10 identifiers of kind Phone", doubt.Finding, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(null, 100, 100, 100, (int)RemovalDoubtKind.SegmentUnreliable)]
    [InlineData(SegmentState.Inactive, 100, 100, 100, (int)RemovalDoubtKind.SegmentUnreliable)]
    [InlineData(SegmentState.Failed, 100, 100, 100, (int)RemovalDoubtKind.SegmentUnreliable)]
    [InlineData(SegmentState.Active, 0, 0, 0, (int)RemovalDoubtKind.SegmentEmpty)]
    [InlineData(SegmentState.Active, 69, 69, 100, (int)RemovalDoubtKind.SegmentShrunk)]
    [InlineData(SegmentState.Active, 99, 100, 100, (int)RemovalDoubtKind.SegmentMiscounted)]
    [InlineData(SegmentState.Active, 70, 70, 100, -1)]
    [InlineData(SegmentState.Refreshing, 100, null, null, -1)]
    public void ASegmentThatCannotBeReliedOn_IsDoubted(SegmentState? state, int read, int? declared, int? before, int doubt)
    {
        var removal = new RemovalCase([Plan(100, 1)], [Sound, new SegmentCondition(Segment, state, read, declared, before)]);

        RemovalDoubtKind[] expected = doubt < 0 ? [] : [(RemovalDoubtKind)doubt];
        Assert.Equal(expected, RemovalGuards.Judge(removal).Select(static found => found.Kind));
    }

    [Fact]
    public void ASegmentThatCouldNotBeRead_IsToldAlsoIfNobodyWouldGo_AndCannotBeConfirmed()
    {
        var removal = new RemovalCase([Plan(100, 0)], [Sound with { Read = 0 }, new SegmentCondition(Segment, State: null, Read: 0, Declared: null, Before: null)]);

        RemovalDoubt found = Assert.Single(RemovalGuards.Judge(removal));

        Assert.Equal((RemovalDoubtKind.SegmentUnreliable, false), (found.Kind, found.IsConfirmable));
    }

    [Fact]
    public void Removals_WaitUntilThoseOfTheNewRulesAreProcessed()
    {
        RemovalDoubt found = Assert.Single(RemovalGuards.Judge(new RemovalCase([Plan(100, 1)], [Sound]) { AreNewOnesProcessing = true }));

        Assert.Equal((RemovalDoubtKind.RulesChanged, false), (found.Kind, found.IsConfirmable));
    }

    [Fact]
    public void SizesOfSegments_StayWhereTheyWereDoubtedOrNotRead()
    {
        SegmentSize[] before = [new(Segment, 100), new(SegmentId.Parse("gone"), 7)];
        SegmentCount[] read = [new(Segment, "Name", 50), new(SegmentId.Parse("new"), "New", 3)];

        Assert.Equal([new(Segment, 50), new(SegmentId.Parse("new"), 3), new(SegmentId.Parse("gone"), 7)], SegmentSize.After(before, read, isDoubted: false));
        Assert.Equal([new(Segment, 100), new(SegmentId.Parse("gone"), 7), new(SegmentId.Parse("new"), 3)], SegmentSize.After(before, read, isDoubted: true));
    }

    [Theory]
    [InlineData(true, false, false, (int)RemovalDoubtKind.UnknownMembers, true)]
    [InlineData(false, true, false, (int)RemovalDoubtKind.TermsChanged, true)]
    [InlineData(false, false, true, (int)RemovalDoubtKind.RulesChanged, false)]
    public void SomeRemovals_AreAlwaysToBeConfirmed(bool hasUnknownMembers, bool areTermsChanged, bool areRulesOlder, int doubt, bool isConfirmable)
    {
        var removal = new RemovalCase([Plan(100, 1)], [Sound]) { HasUnknownMembers = hasUnknownMembers, AreTermsChanged = areTermsChanged, AreRulesOlder = areRulesOlder };

        RemovalDoubt found = Assert.Single(RemovalGuards.Judge(removal));

        Assert.Equal((RemovalDoubtKind)doubt, found.Kind);
        Assert.Equal(isConfirmable, found.IsConfirmable);
        Assert.Empty(RemovalGuards.Judge(removal with { Kinds = [Plan(100, 0)] }));
    }

    [Theory]
    [InlineData(null, 0, false)]
    [InlineData(0, 0, false)]
    [InlineData(1000, 1000, false)]
    [InlineData(1001, 1000, true)]
    public void AClearOfMoreThanWasSent_IsDoubted(int? size, int maybe, bool isDoubted) => Assert.Equal(isDoubted, RemovalGuards.JudgeClear(size, maybe, [Sound]).Count > 0);

    [Fact]
    public void AClearForAnEmptySegment_IsDoubted() =>
        Assert.Equal(RemovalDoubtKind.SegmentEmpty, Assert.Single(RemovalGuards.JudgeClear(0, 0, [Sound with { Read = 0 }])).Kind);

    [Fact]
    public void AToken_IsThatOfOnePlan()
    {
        AudienceId audience = MembershipHarness.Audience;
        var state = new AudienceState { Generation = 5, TokenGeneration = 3, Salt = "1f" };
        KindPlan plan = Plan(100, 2);
        string token = PlanToken.Of(audience, ExportMode.Mirror, state, [plan]);

        Assert.Equal(token, PlanToken.Of(audience, ExportMode.Mirror, state, [plan with { Cuts = [.. plan.Cuts, new RequestCut(PlanColumn.Added, 0, 9, 77)] }]));
        string[] others =
        [
            PlanToken.Of(AudienceId.Parse("1"), ExportMode.Mirror, state, [plan]),
            PlanToken.Of(audience, ExportMode.Replace, state, [plan]),
            PlanToken.Of(audience, ExportMode.Mirror, state with { TokenGeneration = 4 }, [plan]),
            PlanToken.Of(audience, ExportMode.Mirror, state with { Salt = "2f" }, [plan]),
            PlanToken.Of(audience, ExportMode.Mirror, state, [Plan(100, 3)]),
            PlanToken.Of(audience, ExportMode.Mirror, state, [plan with { Cuts = [plan.Cuts[0] with { Checksum = 6 }] }]),
            PlanToken.Of(audience, ExportMode.Mirror, state, [plan], RemovalGuards.JudgeClear(5_000, 0, [Sound])),
            PlanToken.Of(audience, ExportMode.Mirror, state, [plan], RemovalGuards.JudgeClear(5_000, 0, [Sound with { Read = 0 }])),
        ];
        Assert.DoesNotContain(token, others);
        Assert.Equal(others.Length, others.Distinct(StringComparer.Ordinal).Count());
    }

    private static KindPlan Plan(long surely, long unwanted) => new(
        IdentifierKind.Email,
        Wanted: surely - unwanted,
        Unchanged: surely - unwanted,
        Suppressed: 0,
        surely,
        unwanted,
        Staying: surely - unwanted,
        unwanted == 0 ? [] : [new RequestCut(PlanColumn.RemovedSurely, 0, (int)unwanted, 5)]);
}
