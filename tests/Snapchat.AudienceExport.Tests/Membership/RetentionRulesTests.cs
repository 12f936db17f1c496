using Snapchat.AudienceExport.Membership;

namespace Snapchat.AudienceExport.Tests.Membership;

public sealed class RetentionRulesTests
{
    private static readonly DateTimeOffset Start = new(2026, 1, 1, 0, 0, 0, TimeSpan.Zero);
    private static readonly FullSendTerms Terms = FullSendTerms.Of(new SnapchatAudienceExportOptions());
    private static readonly AdAccountId Account = AdAccountId.Parse("8adc3db7-8148-4fbf-999c-8d2266369d74");

    [Theory]
    [InlineData(30, 14.9, "None")]
    [InlineData(30, 15, "Due")]
    [InlineData(180, 89, "None")]
    [InlineData(180, 90, "Due")]
    [InlineData(9999, 29.9, "None")]
    [InlineData(9999, 30, "Due")]
    [InlineData(null, 30, "Due")]
    public void AFullSend_IsDueByTheRetention(int? retention, double daysSince, string expected)
    {
        FullSendReason reason = RetentionRules.Decide(Kind(Start), null, Facts(retention, 100), Terms, Start.AddDays(daysSince));

        Assert.Equal(expected, reason.ToString());
    }

    [Theory]
    [InlineData(14.9, "None")]
    [InlineData(15, "Due")]
    public void ARetentionThatAnAnswerLeavesOut_IsTheOneTakenNoteOf(double daysSince, string expected) =>
        Assert.Equal(expected, RetentionRules.Decide(Kind(Start), Facts(30, 100), Facts(null, 100), Terms with { LifetimeInterval = null }, Start.AddDays(daysSince)).ToString());

    [Theory]
    [InlineData(25, 4.9, "None")]
    [InlineData(25, 5, "Due")]
    [InlineData(31, 0, "Due")]
    public void WhenRunsAreRare_ItIsDueBeforeMembersExpire(int interval, double daysSince, string expected)
    {
        FullSendTerms terms = Terms with { RunInterval = TimeSpan.FromDays(interval) };

        Assert.Equal(expected, RetentionRules.Decide(Kind(Start), null, Facts(30, 100), terms, Start.AddDays(daysSince)).ToString());
    }

    [Fact]
    public void ForLifetimeAudiences_ItCanBeOff()
    {
        FullSendTerms terms = Terms with { LifetimeInterval = null };

        Assert.Equal(FullSendReason.None, RetentionRules.Decide(Kind(Start), null, Facts(9999, 100), terms, Start.AddDays(10_000)));
    }

    [Fact]
    public void TheFirstRun_IsAFullSend()
    {
        Assert.Equal(FullSendReason.First, RetentionRules.Decide(null, null, Facts(9999, 0), Terms, Start));
        Assert.Equal(FullSendReason.First, RetentionRules.Decide(Kind(null), null, Facts(9999, 0), Terms, Start));
    }

    [Theory]
    [InlineData(1000L, 0L, "Emptied")]
    [InlineData(1000L, 499L, "Emptied")]
    [InlineData(1000L, 500L, "None")]
    [InlineData(1000L, null, "None")]
    [InlineData(0L, 0L, "None")]
    [InlineData(null, 0L, "None")]
    public void AnAudienceThatShrank_IsSentAgain(long? settled, long? now, string expected) =>
        Assert.Equal(expected, RetentionRules.Decide(Kind(Start), Facts(9999, settled), Facts(9999, now), Terms, Start).ToString());

    [Fact]
    public void AnEmptyAudience_IsAsItShouldBe_WhenNobodyWasSent() =>
        Assert.Equal(FullSendReason.None, RetentionRules.Decide(Kind(Start) with { Surely = 0 }, Facts(9999, 1000), Facts(9999, 0), Terms, Start));

    [Fact]
    public void AnotherAudience_IsTold()
    {
        var before = new AudienceFacts(Account, Start, 9999, 100);
        AdAccountId other = AdAccountId.Parse("00000000-8148-4fbf-999c-8d2266369d74");

        Assert.Null(RetentionRules.FindOtherAudience(before, before with { Size = 5, RetentionDays = 30 }));
        Assert.Null(RetentionRules.FindOtherAudience(before, new AudienceFacts(null, null, null, null)));
        Assert.Equal($"belongs to ad account {other} and no longer to {Account}", RetentionRules.FindOtherAudience(before, before with { AdAccount = other }));
        Assert.Equal("was created at 2026-01-02 00:00:00Z and not at 2026-01-01 00:00:00Z, so it is another one", RetentionRules.FindOtherAudience(before, before with { CreatedAt = Start.AddDays(1) }));
    }

    [Theory]
    [InlineData(1000L, 600L, 600L)]
    [InlineData(1000L, 499L, 1000L)]
    [InlineData(1000L, null, 1000L)]
    [InlineData(null, 5L, 5L)]
    public void ANewerAnswer_IsNoted_UnlessTheAudienceShrank(long? before, long? newer, long? expected) =>
        Assert.Equal(Facts(30, expected), Facts(9999, before).Note(Facts(30, newer)));

    [Theory]
    [InlineData(1000L, 400, 600L)]
    [InlineData(1000L, 1400, 0L)]
    [InlineData(null, 400, null)]
    public void OurOwnRemovals_LowerWhatIsExpected(long? before, int removed, long? expected) => Assert.Equal(Facts(30, expected), Facts(30, before).Without(removed));

    [Fact]
    public void TheSizeOfAnAudience_CountsOnceItIsSettled()
    {
        var audience = new SnapchatAudience(MembershipHarness.Audience, "Audience") { ApproximateSize = 5, UploadStatus = AudienceUploadStatus.Processing };

        Assert.Null(AudienceFacts.Of(audience).Size);
        Assert.Equal(5, AudienceFacts.Of(audience with { UploadStatus = AudienceUploadStatus.Complete }).Size);
    }

    [Fact]
    public void DigestsOfLaterRules_AreRefused()
    {
        NormalizationVersions.Check(Kind(Start));
        string message = Assert.Throws<MembershipStateException>(() => NormalizationVersions.Check(Kind(Start) with { RuleVersion = 3 })).Message;
        Assert.Equal("The identifiers of kind Email were normalized by later rules (version 3, known up to 1): run that version of this library.", message);
    }

    private static KindState Kind(DateTimeOffset? fullSentAt) => new(IdentifierKind.Email, new TableReference("", ""), 1, default, fullSentAt, Surely: 10, Maybe: 10);

    private static AudienceFacts Facts(int? retention, long? size) => new(Account, Start, retention, size);
}
