using Microsoft.Extensions.Time.Testing;

namespace Snapchat.AudienceExport.Testing.Tests;

/// <summary>What happens to an audience with time, and behind the client's back.</summary>
public sealed class LifeTests
{
    private readonly FakeTimeProvider _time = new(new DateTimeOffset(2026, 11, 24, 8, 0, 0, TimeSpan.Zero));

    [Fact]
    public async Task A_new_audience_waits_for_its_first_upload()
    {
        await using Caller caller = await Caller.StartAsync(new SnapchatSimulatorOptions { TimeProvider = _time });
        AudienceId audience = caller.Simulator.AddAudience();
        SnapchatAudience before = caller.Simulator.GetAudience(audience)!;
        await caller.AddAsync(audience, Caller.Hash(1));
        SnapchatAudience after = caller.Simulator.GetAudience(audience)!;

        Assert.Equal((AudienceStatus.Pending, AudienceUploadStatus.NoUpload, AudienceTargetableStatus.NotReady, 0L), (before.Status, before.UploadStatus, before.TargetableStatus, before.ApproximateSize));
        Assert.Equal((AudienceStatus.Active, AudienceUploadStatus.Processing, AudienceTargetableStatus.NotReady, 0L), (after.Status, after.UploadStatus, after.TargetableStatus, after.ApproximateSize));
    }

    [Fact]
    public async Task Each_write_starts_the_processing_anew_and_the_size_shown_stays_until_it_ends()
    {
        await using Caller caller = await Caller.StartAsync(new SnapchatSimulatorOptions { TimeProvider = _time, ProcessingDelay = TimeSpan.FromMinutes(20) });
        AudienceId audience = caller.Simulator.AddAudience();
        await caller.AddAsync(audience, Caller.Hashes(10));
        _time.Advance(TimeSpan.FromMinutes(20));
        await caller.RemoveAsync(audience, Caller.Hash(0));
        SnapchatAudience during = caller.Simulator.GetAudience(audience)!;
        _time.Advance(TimeSpan.FromMinutes(19));
        SnapchatAudience almost = caller.Simulator.GetAudience(audience)!;
        _time.Advance(TimeSpan.FromMinutes(1));
        SnapchatAudience done = caller.Simulator.GetAudience(audience)!;

        Assert.Equal((AudienceUploadStatus.Processing, 10L), (during.UploadStatus, during.ApproximateSize));
        Assert.Equal((AudienceUploadStatus.Processing, 10L), (almost.UploadStatus, almost.ApproximateSize));
        Assert.Equal((AudienceUploadStatus.Complete, 9L), (done.UploadStatus, done.ApproximateSize));
    }

    [Theory]
    [InlineData(0.5, 3000, 1500, "READY")]
    [InlineData(0.5, 1998, 999, "TOO_FEW_USERS")]
    [InlineData(1, 1234, 1200, "READY")]
    [InlineData(0, 1234, 0, "TOO_FEW_USERS")]
    public async Task The_size_is_the_rounded_number_of_matches(double rate, int uploaded, long size, string status)
    {
        await using Caller caller = await Caller.StartAsync(new SnapchatSimulatorOptions { MatchRate = rate, ProcessingDelay = TimeSpan.Zero });
        AudienceId audience = caller.Simulator.AddAudience();
        await caller.AddAsync(audience, Caller.Hashes(uploaded));

        Reply reply = await caller.GetAsync($"v1/segments/{audience}");

        Assert.Equal((size.ToString(), "COMPLETE", status), (reply.Text("segments/0/segment/approximate_number_users"), reply.Text("segments/0/segment/upload_status"), reply.Text("segments/0/segment/targetable_status")));
    }

    [Fact]
    public async Task A_member_expires_with_the_retention_unless_it_is_added_again()
    {
        await using Caller caller = await Caller.StartAsync(new SnapchatSimulatorOptions { TimeProvider = _time, AccessTokenLife = TimeSpan.FromDays(1000) });
        AudienceId audience = AudienceId.Parse("60"), lifetime = caller.Simulator.AddAudience();
        caller.Simulator.AddAudience(new SnapchatAudience(audience, "Sixty days") { RetentionDays = 60 });
        await caller.AddAsync(audience, Caller.Hash(1), Caller.Hash(2));
        await caller.AddAsync(lifetime, Caller.Hash(1));

        _time.Advance(TimeSpan.FromDays(30));
        await caller.AddAsync(audience, Caller.Hash(2));
        _time.Advance(TimeSpan.FromDays(30));

        Assert.Equal([Caller.Hash(2)], caller.Emails(audience));
        Assert.Single(caller.Emails(lifetime));
        _time.Advance(TimeSpan.FromDays(30));
        Assert.Empty(caller.Emails(audience));
    }

    [Fact]
    public async Task A_slow_clear_takes_those_too_who_were_added_in_between()
    {
        await using Caller caller = await Caller.StartAsync(new SnapchatSimulatorOptions { TimeProvider = _time, ClearDelay = TimeSpan.FromMinutes(10) });
        AudienceId audience = caller.Simulator.AddAudience();
        await caller.AddAsync(audience, Caller.Hash(1));

        Reply cleared = await caller.DeleteAsync($"v1/segments/{audience}/all_users");
        await caller.AddAsync(audience, Caller.Hash(2));
        int during = caller.Emails(audience).Length;
        _time.Advance(TimeSpan.FromMinutes(10));

        Assert.Equal(("0", "ACTIVE", "PROCESSING"), (cleared.Text("segments/0/segment/approximate_number_users"), cleared.Text("segments/0/segment/status"), cleared.Text("segments/0/segment/upload_status")));
        Assert.Equal(2, during);
        Assert.Empty(caller.Emails(audience));
        Assert.Equal((AudienceUploadStatus.Complete, 0L), (caller.Simulator.GetAudience(audience)!.UploadStatus, caller.Simulator.GetAudience(audience)!.ApproximateSize));
    }

    [Fact]
    public async Task A_test_can_change_everything_behind_the_clients_back()
    {
        await using SnapchatSimulator simulator = await SnapchatSimulator.StartAsync(cancellationToken: TestContext.Current.CancellationToken);
        AudienceId audience = AudienceId.Parse("5677923948298240");
        Sha256Digest one = Sha256Digest.Parse(Caller.Hash(1)), two = Sha256Digest.Parse(Caller.Hash(2));
        simulator.AddAudience(audience);

        simulator.AddMembers(audience, IdentifierKind.Phone, [one, two]);
        simulator.RemoveMembers(audience, IdentifierKind.Phone, [one]);
        Assert.Equal([two], simulator.GetMembers(audience, IdentifierKind.Phone));
        simulator.ClearMembers(audience);
        Assert.Empty(simulator.GetMembers(audience, IdentifierKind.Phone));
        Assert.Throws<ArgumentException>(() => simulator.AddAudience(audience));
        simulator.DeleteAudience(audience);

        Assert.Null(simulator.GetAudience(audience));
        Assert.Empty(simulator.GetAudiences(simulator.AdAccount));
        Assert.Throws<ArgumentException>(() => simulator.GetMembers(audience, IdentifierKind.Phone));
        Assert.Throws<ArgumentException>(() => simulator.DeleteAudience(audience));
    }

    [Fact]
    public async Task Requests_at_the_same_time_lose_nothing()
    {
        await using Caller caller = await Caller.StartAsync();
        AudienceId audience = caller.Simulator.AddAudience();

        await Parallel.ForAsync(0, 40, TestContext.Current.CancellationToken, async (batch, _) =>
            Assert.True((await caller.AddAsync(audience, [.. Enumerable.Range(batch * 25, 50).Select(Caller.Hash)])).Status == System.Net.HttpStatusCode.OK));

        Assert.Equal(Caller.Hashes(1025).Order(StringComparer.Ordinal), caller.Emails(audience));
        Assert.Equal(Enumerable.Range(1, 41).Select(sequence => (long)sequence), caller.Simulator.Requests.Select(request => request.Sequence));
    }

    [Fact]
    public async Task Configure_points_a_client_at_the_simulator()
    {
        await using SnapchatSimulator simulator = await SnapchatSimulator.StartAsync(cancellationToken: TestContext.Current.CancellationToken);
        SnapchatAudienceExportOptions options = new();

        simulator.Configure(options);

        Assert.Equal((simulator.BaseAddress, simulator.BaseAddress, simulator.ClientId), (options.ApiBaseAddress, options.AccountsBaseAddress, options.ClientId));
        Assert.Equal((simulator.ClientSecret.Reveal(), simulator.RefreshToken.Reveal()), (options.ClientSecret?.Reveal(), options.RefreshToken?.Reveal()));
        Assert.True(simulator.BaseAddress.IsLoopback);
        Assert.False(options.AcceptDataUse);
    }
}
