using Snapchat.AudienceExport.Membership;
using Snapchat.AudienceExport.Membership.Files;
using Snapchat.AudienceExport.Storage;
using Snapchat.AudienceExport.Testing;

namespace Snapchat.AudienceExport.Tests.Membership;

public sealed class MembershipStoreTests
{
    public static TheoryData<string> Cases => [.. MembershipStoreConformance.Cases.Select(static one => one.Name)];

    [Theory, MemberData(nameof(Cases))]
    public Task InMemory(string name) => RunAsync(name, new InMemoryMembershipStore());

    [Theory, MemberData(nameof(Cases))]
    public async Task Files(string name)
    {
        using var folder = new StateFolder();
        using FileMembershipStore store = FileMembershipStore.Open(folder.Path, new DiskFiles());
        await RunAsync(name, store);
    }

    [Fact]
    public void NamesAreDifferent() => Assert.Distinct(MembershipStoreConformance.Cases.Select(static one => one.Name), StringComparer.OrdinalIgnoreCase);

    private static Task RunAsync(string name, IMembershipStore store)
    {
        long fence = 0;
        var subject = new MembershipStoreSubject(store, (audience, _) => Task.FromResult(TestLease.Of(audience, ++fence)));
        return MembershipStoreConformance.Cases.Single(one => one.Name == name).RunAsync(subject, TestContext.Current.CancellationToken);
    }
}
