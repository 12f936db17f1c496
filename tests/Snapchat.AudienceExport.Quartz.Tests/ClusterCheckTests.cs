using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Time.Testing;
using Snapchat.AudienceExport.Storage;

namespace Snapchat.AudienceExport.Quartz.Tests;

/// <summary>A host that keeps something for itself does not start as one of several workers.</summary>
public sealed class ClusterCheckTests : IDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("audience-export-cluster-").FullName;

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public async Task AStoreInMemory_CannotBeShared()
    {
        InvalidOperationException exception = await RefusedAsync(static builder => builder.UseInMemoryStore());

        Assert.Contains("Its connections, exports and runs are in memory", exception.Message, StringComparison.Ordinal);
        Assert.Contains("Its key ring is its own", exception.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task MembershipFiles_CannotBeShared()
    {
        InvalidOperationException exception = await RefusedAsync(builder => builder.UseInMemoryStore().UseMembershipFiles(Path.Combine(_folder, "members")));

        Assert.Contains("What is known about the members of audiences is in memory or in files", exception.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task OneProcessAlone_MayKeepWhatItLikes()
    {
        await using ServiceProvider services = Build(static builder => builder.UseInMemoryStore(), static _ => { });

        await CheckAsync(services);

        Assert.NotNull(services.GetRequiredService<IScheduledExports>());
    }

    [Fact]
    public async Task WithoutAStore_NothingStarts()
    {
        await using ServiceProvider services = Build(static _ => { }, static _ => { });

        InvalidOperationException exception = await Assert.ThrowsAsync<InvalidOperationException>(() => CheckAsync(services));

        Assert.StartsWith("AddQuartzScheduling needs a store", exception.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(1.5)]
    [InlineData(-1.5)]
    public async Task AClockMoreThanASecondOffTheDatabases_IsNamed(double seconds)
    {
        var clock = new FakeTimeProvider();
        InvalidOperationException exception = await RefusedAsync(
            builder =>
            {
                // The store keeps the time that the clock shows now; this machine's moves on.
                var inner = new ServiceCollection();
                inner.AddSingleton<TimeProvider>(new FakeTimeProvider(clock.GetUtcNow().AddSeconds(seconds)));
                inner.AddSnapchatAudienceExport().UseInMemoryStore();
                builder.UseInMemoryStore();
                builder.Services.AddSingleton(inner.BuildServiceProvider().GetRequiredService<IAudienceExportStore>());
            },
            clock);

        Assert.Contains("Its clock is 1.5 s off the database's", exception.Message, StringComparison.Ordinal);
    }

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    private static async Task<InvalidOperationException> RefusedAsync(Action<ISnapchatAudienceExportBuilder> build, TimeProvider? clock = null)
    {
        await using ServiceProvider services = Build(build, static quartz => quartz.UsePostgreSql("Host=nowhere"), clock);
        return await Assert.ThrowsAsync<InvalidOperationException>(() => CheckAsync(services));
    }

    private static ServiceProvider Build(Action<ISnapchatAudienceExportBuilder> build, Action<QuartzSchedulingOptions> configure, TimeProvider? clock = null)
    {
        var services = new ServiceCollection();
        services.AddLogging();
        if (clock is not null)
            services.AddSingleton(clock);
        ISnapchatAudienceExportBuilder builder = services.AddSnapchatAudienceExport();
        build(builder);
        builder.AddQuartzScheduling(configure);
        return services.BuildServiceProvider();
    }

    private static Task CheckAsync(ServiceProvider services)
    {
        ClusterCheck check = ActivatorUtilities.CreateInstance<ClusterCheck>(services);
        return check.StartingAsync(Token);
    }
}
