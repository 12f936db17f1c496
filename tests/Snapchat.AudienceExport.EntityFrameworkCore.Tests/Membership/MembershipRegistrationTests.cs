using Microsoft.Extensions.DependencyInjection;
using Snapchat.AudienceExport.EntityFrameworkCore.Tests.Support;
using Snapchat.AudienceExport.Storage;

namespace Snapchat.AudienceExport.EntityFrameworkCore.Tests.Membership;

/// <summary>A database keeps membership too, unless another place is chosen, in whatever order.</summary>
public sealed class MembershipRegistrationTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    [Theory]
    [InlineData("", "EntityFrameworkMembershipStore")]
    [InlineData("files", "FileMembershipStore")]
    [InlineData("memory", "InMemoryMembershipStore")]
    [InlineData("own", nameof(IdleMembershipStore))]
    public async Task WhatIsChosen_IsUsed_BeforeAndAfter(string choice, string expected)
    {
        foreach (Action<ISnapchatAudienceExportBuilder> use in (Action<ISnapchatAudienceExportBuilder>[])[UseSqlite, UsePostgreSql])
        {
            await using ServiceProvider before = Build(builder => Choose(builder, choice), use), after = Build(use, builder => Choose(builder, choice));

            Assert.Equal(expected, StoreOf(before));
            Assert.Equal(expected, StoreOf(after));
            Assert.Equal("DataProtectionSecretProtector", before.GetRequiredService<ISecretProtector>().GetType().Name);
            Assert.Equal("DataProtectionSecretProtector", after.GetRequiredService<ISecretProtector>().GetType().Name);
        }
    }

    public void Dispose() => _folder.Dispose();

    private static ServiceProvider Build(params Action<ISnapchatAudienceExportBuilder>[] uses)
    {
        var services = new ServiceCollection();
        ISnapchatAudienceExportBuilder builder = services.AddSnapchatAudienceExport();
        foreach (Action<ISnapchatAudienceExportBuilder> use in uses)
            use(builder);
        return services.BuildServiceProvider();
    }

    private static string StoreOf(ServiceProvider services)
    {
        // The folder of files is held by one store at a time.
        IMembershipStore store = services.GetRequiredService<IMembershipStore>();
        (store as IDisposable)?.Dispose();
        return store.GetType().Name;
    }

    private static void UsePostgreSql(ISnapchatAudienceExportBuilder builder) => builder.UsePostgreSql("Host=db", options => options.ConfigureKeyRing = TestKeys.Configure);

    private void UseSqlite(ISnapchatAudienceExportBuilder builder) => builder.UseSqlite($"Data Source={_folder.Path}/a.db");

    private void Choose(ISnapchatAudienceExportBuilder builder, string choice) => _ = choice switch
    {
        "files" => builder.UseMembershipFiles(Path.Combine(_folder.Path, "state")),
        "memory" => builder.UseInMemoryMembership(),
        "own" => builder.UseMembershipStore<IdleMembershipStore>(),
        _ => builder,
    };
}
