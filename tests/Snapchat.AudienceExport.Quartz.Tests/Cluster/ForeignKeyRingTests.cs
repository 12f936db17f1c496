using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Snapchat.AudienceExport.EntityFrameworkCore.Tests.TwoProcesses;

namespace Snapchat.AudienceExport.Quartz.Tests.Cluster;

/// <summary>A worker whose key ring is not the cluster's does not start.</summary>
[Collection(ClusterScene.Alone)]
public sealed class ForeignKeyRingTests
{
    [Fact]
    public async Task AWorkerWithAnotherKeyRing_IsRefused_AndOneWithTheSameStarts()
    {
        CancellationToken cancellationToken = TestContext.Current.CancellationToken;
        await using ClusterScene scene = await ClusterScene.CreateAsync(StorySize.Small with { Exports = 1 }, cancellationToken);
        using var foreign = new SharedKeys();
        using IHost stranger = Build(scene.Party with { Keys = foreign.Folder });
        using IHost member = Build(scene.Party);

        InvalidOperationException exception = await Assert.ThrowsAsync<InvalidOperationException>(() => stranger.StartAsync(cancellationToken));
        await member.StartAsync(cancellationToken);
        await member.StopAsync(cancellationToken);

        Assert.Equal(
            "This host cannot be one of several workers. Its key ring cannot decrypt what other workers have stored; configure the one that all of them share.", exception.Message);
    }

    private static IHost Build(Party party)
    {
        HostApplicationBuilder builder = Host.CreateApplicationBuilder(new HostApplicationBuilderSettings { DisableDefaults = true });
        ClusterWorker.Register(builder.Services, party, StorySize.Small).AddQuartzScheduling(quartz => quartz.UsePostgreSql(party.Database));
        return builder.Build();
    }
}
