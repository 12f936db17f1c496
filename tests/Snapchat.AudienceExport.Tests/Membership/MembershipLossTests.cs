using System.Text;
using Snapchat.AudienceExport.Membership;
using Snapchat.AudienceExport.Membership.Files;
using Snapchat.AudienceExport.Storage;

namespace Snapchat.AudienceExport.Tests.Membership;

/// <summary>State that is missing, damaged, older than its pointer, of a later version or of another key.</summary>
public sealed class MembershipLossTests : IDisposable
{
    private static readonly Sha256Digest[] People = MembershipHarness.Digests(100, seed: 5);

    private readonly MembershipHarness _harness = new();
    private readonly InMemoryMembershipStore _store = new();

    [Theory]
    [InlineData("snapshot", "is missing")]
    [InlineData("pointer", "has tables and no pointer")]
    public async Task WhatIsMissing_CountsAsLost(string what, string message)
    {
        using var folder = new StateFolder();
        using FileMembershipStore files = FileMembershipStore.Open(folder.Path, new DiskFiles());
        await _harness.RunAsync(files, _harness.Draft(RunPurpose.AddOnly, People));
        File.Delete(what == "pointer" ? Directory.GetFiles(Path.Combine(folder.Path, "pointers")).Single() : Directory.GetFiles(folder.Path, "*.set", SearchOption.AllDirectories).Single());

        using AudienceMembership membership = await _harness.OpenAsync(files);

        Assert.Contains(message, membership.Loss!.Message, StringComparison.Ordinal);
        Assert.EndsWith("an add-only run then sends everybody again, and a mirror needs one run in Replace mode first.", membership.Loss.Message, StringComparison.Ordinal);
        Assert.True(membership.State.IsHistoryLost);
        Assert.Null(membership.SnapshotOf(IdentifierKind.Email));
        (RunJournal journal, _) = await membership.SealAsync(_harness.Draft(RunPurpose.AddOnly, People), TestContext.Current.CancellationToken);
        Assert.Equal(15, journal.Plan.Requests.Count);
    }

    [Fact]
    public async Task AnOlderSnapshotThanItsPointer_CountsAsLost()
    {
        using var folder = new StateFolder();
        using FileMembershipStore files = FileMembershipStore.Open(folder.Path, new DiskFiles());
        await _harness.RunAsync(files, _harness.Draft(RunPurpose.AddOnly, People[..5]));
        byte[] older = await File.ReadAllBytesAsync(Snapshot(), TestContext.Current.CancellationToken);
        await _harness.RunAsync(files, _harness.Draft(RunPurpose.AddOnly, People));
        await File.WriteAllBytesAsync(Snapshot(), older, TestContext.Current.CancellationToken);

        using AudienceMembership membership = await _harness.OpenAsync(files);

        Assert.Contains("is not the one that its pointer names, perhaps an older one", membership.Loss!.Message, StringComparison.Ordinal);

        string Snapshot() => Directory.GetFiles(folder.Path, "*.set", SearchOption.AllDirectories).Single();
    }

    [Fact]
    public async Task ADamagedPartition_IsFoundWhenItIsRead()
    {
        using var folder = new StateFolder();
        using FileMembershipStore files = FileMembershipStore.Open(folder.Path, new DiskFiles());
        await _harness.RunAsync(files, _harness.Draft(RunPurpose.AddOnly, People));
        string path = Directory.GetFiles(folder.Path, "*.set", SearchOption.AllDirectories).Single();
        byte[] bytes = await File.ReadAllBytesAsync(path, TestContext.Current.CancellationToken);
        bytes[0] ^= 1;
        await File.WriteAllBytesAsync(path, bytes, TestContext.Current.CancellationToken);
        using AudienceMembership membership = await _harness.OpenAsync(files);

        string message = (await Assert.ThrowsAsync<MembershipStateException>(() => membership.SealAsync(_harness.Draft(RunPurpose.Mirror, []), TestContext.Current.CancellationToken))).Message;

        Assert.Contains("has a damaged partition 0", message, StringComparison.Ordinal);
        Assert.Null(membership.Journal);
    }

    [Fact]
    public async Task AFormOfALaterVersion_IsRefused()
    {
        byte[] content = Encoding.UTF8.GetBytes("""{"version":2,"anything":"new"}""");
        await _store.WritePointerAsync(MembershipHarness.Audience, new MembershipPointer(1, content), TestLease.Of(MembershipHarness.Audience), TestContext.Current.CancellationToken);

        string message = (await Assert.ThrowsAsync<MembershipStateException>(() => _harness.OpenAsync(_store))).Message;

        Assert.Contains("was written by a later version of this library (form 2, known up to 1): run that version.", message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task APointerThatCannotBeRead_IsRefused_UntilDeclaredRestored()
    {
        StoredLease lease = TestLease.Of(MembershipHarness.Audience);
        await _store.WritePointerAsync(MembershipHarness.Audience, new MembershipPointer(1, Encoding.UTF8.GetBytes("{")), lease, TestContext.Current.CancellationToken);
        string message = (await Assert.ThrowsAsync<MembershipStateException>(() => _harness.OpenAsync(_store))).Message;
        Assert.Contains("cannot be read: declare the state restored", message, StringComparison.Ordinal);

        using var protector = new EphemeralSecretProtector();
        await AudienceMembership.MarkRestoredAsync(_store, protector, _harness.Clock, MembershipHarness.Late, MembershipHarness.Audience, lease, TestContext.Current.CancellationToken);

        using AudienceMembership membership = await _harness.OpenAsync(_store);
        Assert.True(membership.State.IsHistoryLost);
    }

    [Fact]
    public async Task AStateOfAnotherKey_IsRefused_AndSaysWhatToBringBack()
    {
        await _harness.RunAsync(_store, _harness.Draft(RunPurpose.AddOnly, People));
        using var other = new MembershipHarness();

        string message = (await Assert.ThrowsAsync<MembershipStateException>(() => other.OpenAsync(_store))).Message;

        Assert.Contains("was encrypted with another key: bring back the key ring it was written with", message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task LostHistory_IsCompleteAgainAfterAReplace()
    {
        await _store.AppendAsync(MembershipHarness.Audience, "remains", 0, new byte[] { 1 }, TestLease.Of(MembershipHarness.Audience), TestContext.Current.CancellationToken);
        using (AudienceMembership membership = await _harness.OpenAsync(_store))
        {
            Assert.True(membership.State.IsHistoryLost);
            (RunJournal journal, _) = await membership.SealAsync(_harness.Draft(RunPurpose.AddOnly, People[..10]), TestContext.Current.CancellationToken);
            await _harness.SendAsync(journal);
            await membership.CommitAsync(new RunEnd(IsFinished: true), TestContext.Current.CancellationToken);
            Assert.True(membership.State.IsHistoryLost);
        }

        // What the forgotten runs sent may still have taken effect: nobody is surely there yet.
        await _harness.AssertKnownAsync(_store, [], [.. People[..10]]);
        _harness.Clock.Advance(TimeSpan.FromHours(1));
        await _harness.RunAsync(_store, _harness.Draft(RunPurpose.Replace, People[..20]));
        using AudienceMembership replaced = await _harness.OpenAsync(_store);
        Assert.False(replaced.State.IsHistoryLost);
    }

    [Fact]
    public async Task AStateDeclaredRestored_CountsAsLost_WhateverItsKey()
    {
        await _harness.RunAsync(_store, _harness.Draft(RunPurpose.AddOnly, People));
        using var other = new MembershipHarness();
        using var protector = new EphemeralSecretProtector();
        await AudienceMembership.MarkRestoredAsync(
            _store, protector, other.Clock, MembershipHarness.Late, MembershipHarness.Audience, TestLease.Of(MembershipHarness.Audience), TestContext.Current.CancellationToken);

        using AudienceMembership membership = await other.OpenAsync(_store);

        Assert.True(membership.State.IsHistoryLost);
        Assert.Equal(1, membership.State.Generation);
        Assert.Null(membership.SnapshotOf(IdentifierKind.Email));
        Assert.Empty(await _store.GetNamesAsync(MembershipHarness.Audience, TestContext.Current.CancellationToken));
    }

    public void Dispose() => _harness.Dispose();
}
