using Snapchat.AudienceExport.Membership;
using Snapchat.AudienceExport.Membership.Files;
using Snapchat.AudienceExport.Storage;

namespace Snapchat.AudienceExport.Tests.Membership;

public sealed class SuppressionListTests : IDisposable
{
    private static readonly Sha256Digest[] People = MembershipHarness.Digests(10, seed: 41);

    private readonly InMemoryMembershipStore _store = new();
    private readonly EphemeralSecretProtector _protector = new();

    [Fact]
    public async Task WhoWasAddedAndNotLifted_IsSuppressed()
    {
        var list = new SuppressionList(_store, _protector);
        await list.AddAsync(IdentifierKind.Email, People[..3], TestContext.Current.CancellationToken);
        await list.AddAsync(IdentifierKind.Phone, People[5..6], TestContext.Current.CancellationToken);
        await list.AddAsync(IdentifierKind.Email, People[2..4], TestContext.Current.CancellationToken);
        await list.LiftAsync(IdentifierKind.Email, People[..1], TestContext.Current.CancellationToken);

        SuppressedDigests suppressed = await new SuppressionList(_store, _protector).ReadAsync(TestContext.Current.CancellationToken);

        Assert.Equal(People[1..4], People.Where(suppressed.Of(IdentifierKind.Email).Contains));
        Assert.Equal(People[5..6], People.Where(suppressed.Of(IdentifierKind.Phone).Contains));
        Assert.Equal(0, suppressed.Of(IdentifierKind.MobileAdId).Count);
    }

    [Fact]
    public async Task ABody_LeavesThemOut()
    {
        var list = new SuppressionList(_store, _protector);
        await list.AddAsync(IdentifierKind.Email, [People[1], People[4]], TestContext.Current.CancellationToken);
        SuppressedDigests suppressed = await list.ReadAsync(TestContext.Current.CancellationToken);
        Sha256Digest[] body = People[..5], other = People[..5];

        Assert.Equal(3, suppressed.Withhold(IdentifierKind.Email, body));
        Assert.Equal([People[0], People[2], People[3]], body[..3]);
        Assert.Equal(5, suppressed.Withhold(IdentifierKind.Phone, other));
        Assert.Equal(People[..5], other);
    }

    [Fact]
    public async Task ManyWhoAddAtOnce_AllSucceed()
    {
        await Task.WhenAll(People.Select(person => new SuppressionList(_store, _protector).AddAsync(IdentifierKind.Email, [person], TestContext.Current.CancellationToken)));

        SuppressedDigests suppressed = await new SuppressionList(_store, _protector).ReadAsync(TestContext.Current.CancellationToken);
        Assert.Equal(People.Length, suppressed.Of(IdentifierKind.Email).Count);
    }

    [Fact]
    public async Task AListOfAnotherKey_OrDamaged_IsRefused()
    {
        await new SuppressionList(_store, _protector).AddAsync(IdentifierKind.Email, People, TestContext.Current.CancellationToken);
        using var other = new EphemeralSecretProtector();
        await Assert.ThrowsAsync<MembershipStateException>(() => new SuppressionList(_store, other).ReadAsync(TestContext.Current.CancellationToken));

        long length = (await _store.ReadSuppressionsAsync(TestContext.Current.CancellationToken)).Length;
        Assert.True(await _store.TryAppendSuppressionAsync(length, new byte[] { 200, 0, 0, 0, 1 }, TestContext.Current.CancellationToken));
        string message = (await Assert.ThrowsAsync<MembershipStateException>(() => new SuppressionList(_store, _protector).ReadAsync(TestContext.Current.CancellationToken))).Message;
        Assert.StartsWith("The suppression list is damaged or was encrypted with another key, so nothing is sent", message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task PowerLostAtAnyStep_LeavesTheOldListOrTheNew()
    {
        for (int step = 0; ; step++)
        {
            var files = new PowerLossFiles(step);
            bool isWritten = await TryWriteAsync(files);
            using FileMembershipStore store = FileMembershipStore.Open("/state", files.Restart(new Random(step)));
            SuppressedDigests suppressed = await new SuppressionList(store, _protector).ReadAsync(TestContext.Current.CancellationToken);
            Assert.Contains(suppressed.Of(IdentifierKind.Email).Count, isWritten ? (int[])[10] : [0, 4, 10]);
            if (isWritten)
                break;
        }
    }

    public void Dispose() => _protector.Dispose();

    private async Task<bool> TryWriteAsync(PowerLossFiles files)
    {
        try
        {
            using FileMembershipStore store = FileMembershipStore.Open("/state", files);
            var list = new SuppressionList(store, _protector);
            await list.AddAsync(IdentifierKind.Email, People[..4], TestContext.Current.CancellationToken);
            await list.AddAsync(IdentifierKind.Email, People[4..], TestContext.Current.CancellationToken);
            return true;
        }
        catch (PowerLossFiles.PowerLossException)
        {
            return false;
        }
    }
}
