using System.Buffers.Text;
using System.Runtime.CompilerServices;
using Microsoft.Extensions.DependencyInjection;
using Snapchat.AudienceExport.Client.Wire;
using Snapchat.AudienceExport.Diagnostics;

namespace Snapchat.AudienceExport.Tests.Exports;

[Collection(AllocationTestGroup.Name)]
public sealed class AllocationTests
{
    private const int BytesPerProfile = 80;

    [Fact]
    public async Task ARun_AllocatesPooledBuffersOnlyAndNothingPerRow()
    {
        await AllocatedByFirstRunAsync(1_000);

        long small = await AllocatedByFirstRunAsync(200_000);
        long large = await AllocatedByFirstRunAsync(600_000);

        Assert.InRange((large - small) / 400_000.0, 0, BytesPerProfile);
    }

    [Fact]
    public async Task LaterRuns_AllocateNextToNothing()
    {
        using ServiceProvider services = Register();
        await ExportAsync(services, 300_000);

        // A run in which more chunks happen to be open at once than ever before makes the pools grow, so the cheapest run counts.
        long cheapest = long.MaxValue;
        for (int run = 0; run < 6; run++)
            cheapest = Math.Min(cheapest, await AllocatedByRunAsync(services, 300_000));

        Assert.InRange(cheapest / 300_000.0, 0, 4);
    }

    private static async Task<long> AllocatedByFirstRunAsync(int profiles)
    {
        using ServiceProvider services = Register();
        return await AllocatedByRunAsync(services, profiles);
    }

    private static async Task<long> AllocatedByRunAsync(IServiceProvider services, int profiles)
    {
        long before = GC.GetTotalAllocatedBytes(precise: true);
        await ExportAsync(services, profiles);
        return GC.GetTotalAllocatedBytes(precise: true) - before;
    }

    private static async Task ExportAsync(IServiceProvider services, int profiles)
    {
        var client = new DrainingClient(services.GetRequiredService<ExportMetrics>());
        var request = new SegmentExportRequest(AudienceId.Parse("1"), new GeneratedSource(profiles)) { Client = client };

        ExportReport report = await services.GetRequiredService<ISegmentExporter>().ExportAsync(request, cancellationToken: TestContext.Current.CancellationToken);

        Assert.Equal(ExportStatus.Successful, report.Status);
        Assert.Equal(profiles, report.Identifiers[0].Accepted);
        Assert.True(client.Bytes > 69L * profiles);
    }

    private static ServiceProvider Register()
    {
        var services = new ServiceCollection();
        services.AddSnapchatAudienceExport(options => options.AcceptDataUse = true);
        return services.BuildServiceProvider();
    }

    /// <summary>Writes addresses straight into chunks, without a string per row.</summary>
    private sealed class GeneratedSource(int count) : ISegmentSource
    {
        public IAsyncEnumerable<SegmentInfo> GetSegmentsAsync(SegmentQuery query, CancellationToken cancellationToken = default) =>
            new[] { new SegmentInfo(SegmentSource.SingleSegment, "Generated") }.ToAsyncEnumerable();

        public Task<IReadOnlyList<ProfileField>> GetProfileFieldsAsync(ProfileFieldQuery query, CancellationToken cancellationToken = default) => throw new NotSupportedException();

        public async IAsyncEnumerable<ProfileChunk> ReadAsync(SegmentReadRequest request, [EnumeratorCancellation] CancellationToken cancellationToken = default)
        {
            await Task.CompletedTask;
            using var builder = new ProfileChunkBuilder(1);
            for (int i = 0; i < count; i++)
            {
                Append(builder, i);
                if (builder.IsFull)
                    yield return builder.Build();
            }

            yield return builder.Build();
        }

        private static void Append(ProfileChunkBuilder builder, int i)
        {
            Span<byte> email = stackalloc byte[64];
            Utf8Formatter.TryFormat(i, email, out int digits);
            "@Example.com"u8.CopyTo(email[digits..]);
            builder.Append(0, email[..(digits + "@Example.com"u8.Length)]);
            builder.EndRow();
        }
    }

    /// <summary>Serializes the body as an upload would, and accepts everything. A server in this process would be measured along.</summary>
    private sealed class DrainingClient(ExportMetrics metrics) : ISnapchatAudienceClient
    {
        private long _bytes;

        public long Bytes => _bytes;

        public async Task<UploadReceipt> AddUsersAsync(AudienceId audience, IdentifierBatch batch, CancellationToken cancellationToken = default)
        {
            using var content = new UsersContent(batch, metrics);
            await content.CopyToAsync(Stream.Null, cancellationToken);
            Interlocked.Add(ref _bytes, content.Headers.ContentLength ?? 0);
            return new UploadReceipt(batch.Digests.Length, batch.Digests.Length, "request");
        }

        public Task<SnapchatAudience> GetAudienceAsync(AudienceId audience, CancellationToken cancellationToken = default) =>
            Task.FromResult(new SnapchatAudience(audience, "Audience") { SourceType = AudienceSourceType.FirstParty });

        public Task<SnapchatUser> GetCurrentUserAsync(CancellationToken cancellationToken = default) => throw new NotSupportedException();

        public IAsyncEnumerable<SnapchatOrganization> GetOrganizationsAsync(CancellationToken cancellationToken = default) => throw new NotSupportedException();

        public IAsyncEnumerable<SnapchatAudience> GetAudiencesAsync(AdAccountId adAccount, CancellationToken cancellationToken = default) => throw new NotSupportedException();

        public Task<SnapchatAudience> CreateAudienceAsync(NewAudience audience, CancellationToken cancellationToken = default) => throw new NotSupportedException();

        public Task<SnapchatAudience> UpdateAudienceAsync(AudienceUpdate update, CancellationToken cancellationToken = default) => throw new NotSupportedException();

        public Task DeleteAudienceAsync(AudienceId audience, CancellationToken cancellationToken = default) => throw new NotSupportedException();

        public Task<UploadReceipt> RemoveUsersAsync(AudienceId audience, IdentifierBatch batch, CancellationToken cancellationToken = default) => throw new NotSupportedException();

        public Task RemoveAllUsersAsync(AudienceId audience, CancellationToken cancellationToken = default) => throw new NotSupportedException();
    }
}
