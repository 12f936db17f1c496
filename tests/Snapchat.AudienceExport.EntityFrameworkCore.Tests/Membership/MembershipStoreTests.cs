using Snapchat.AudienceExport.EntityFrameworkCore.Tests.Support;
using Snapchat.AudienceExport.Testing;

namespace Snapchat.AudienceExport.EntityFrameworkCore.Tests.Membership;

/// <summary>What holds for membership in every database.</summary>
public abstract class MembershipStoreTests<TDatabase>(TDatabase database) : IClassFixture<TDatabase>
    where TDatabase : TestDatabase
{
    protected TDatabase Database => database;

    [Theory]
    [MemberData(nameof(ConformanceNames.Membership), MemberType = typeof(ConformanceNames))]
    public async Task Conforms(string name)
    {
        await database.EmptyAsync();
        await MembershipStoreConformance.Cases.Single(one => one.Name == name).RunAsync(new MembershipStoreSubject(database.Membership, database.TakeLeaseAsync), TestContext.Current.CancellationToken);
    }
}
