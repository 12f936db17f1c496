using Microsoft.Extensions.DependencyInjection;
using Snapchat.AudienceExport.Storage;
using Snapchat.AudienceExport.Testing;

namespace Snapchat.AudienceExport.Tests.Storage;

public sealed class InMemoryStoreTests
{
    public static TheoryData<string> Names => [.. StoreConformance.Cases.Select(static one => one.Name)];

    [Theory]
    [MemberData(nameof(Names))]
    public async Task Conforms(string name)
    {
        var store = new InMemoryAudienceExportStore(TimeProvider.System);
        await StoreConformance.Cases.Single(one => one.Name == name).RunAsync(store, TestContext.Current.CancellationToken);
    }

    [Fact]
    public void NamesAreDifferent() => Assert.Distinct(StoreConformance.Cases.Select(static one => one.Name), StringComparer.OrdinalIgnoreCase);

    [Fact]
    public void IsRegisteredWithItsProtector()
    {
        var services = new ServiceCollection();
        services.AddLogging();
        services.AddSnapchatAudienceExport().UseInMemoryStore();
        using ServiceProvider provider = services.BuildServiceProvider();

        Assert.IsType<InMemoryAudienceExportStore>(provider.GetRequiredService<IAudienceExportStore>());
        Assert.IsType<EphemeralSecretProtector>(provider.GetRequiredService<ISecretProtector>());
    }
}
