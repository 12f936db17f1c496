using System.Collections.Concurrent;
using Snapchat.AudienceExport.Client;
using Snapchat.AudienceExport.Connections;

namespace Snapchat.AudienceExport.Tests.Running;

/// <summary>Audiences in memory behind the clients of all connections and processes, where a test decides when an upload goes on.</summary>
internal sealed class FakeSnapchat : IConnectionClients
{
    private readonly ConcurrentQueue<AudienceId> _uploads = new();
    private readonly ConcurrentDictionary<AudienceId, int> _writing = new();
    private int _held;

    /// <summary>Gets or sets what each upload waits for after it has passed the gate.</summary>
    public Func<int, Task> BeforeAnswer { get; set; } = static _ => Task.CompletedTask;

    public AudienceSourceType SourceType { get; set; } = AudienceSourceType.FirstParty;

    public Exception? Failure { get; set; }

    /// <summary>Gets the size each audience shows.</summary>
    public long ApproximateSize { get; set; }

    /// <summary>Gets the audiences of the uploads that passed the gate, in order.</summary>
    public IReadOnlyList<AudienceId> Uploads => [.. _uploads];

    /// <summary>Gets how many uploads are waiting for the test.</summary>
    public int Held => Volatile.Read(ref _held);

    /// <summary>Gets whether two uploads to one audience were ever under way at once.</summary>
    public bool HasOverlapped { get; private set; }

    /// <summary>Gets the connections that clients were made for.</summary>
    public ConcurrentQueue<ConnectionId> Connections { get; } = new();

    public ISnapchatAudienceClient For(ConnectionId connection, IAttemptGate? gate = null)
    {
        Connections.Enqueue(connection);
        return new Client(this, gate);
    }

    private async Task<UploadReceipt> UploadAsync(AudienceId audience, IdentifierBatch batch, IAttemptGate? gate, CancellationToken cancellationToken)
    {
        Assert.NotNull(gate);
        await gate.WaitAsync(cancellationToken);
        _uploads.Enqueue(audience);
        HasOverlapped |= _writing.AddOrUpdate(audience, 1, static (_, count) => count + 1) > 1;
        Interlocked.Increment(ref _held);
        try
        {
            await BeforeAnswer(_uploads.Count).WaitAsync(cancellationToken);
            return new UploadReceipt(batch.Digests.Length, batch.Digests.Length, $"request-{_uploads.Count}");
        }
        finally
        {
            Interlocked.Decrement(ref _held);
            _writing.AddOrUpdate(audience, 0, static (_, count) => count - 1);
        }
    }

    private sealed class Client(FakeSnapchat snapchat, IAttemptGate? gate) : ISnapchatAudienceClient
    {
        public Task<SnapchatAudience> GetAudienceAsync(AudienceId audience, CancellationToken cancellationToken = default) => snapchat.Failure is { } failure
            ? Task.FromException<SnapchatAudience>(failure)
            : Task.FromResult(new SnapchatAudience(audience, "Fake") { SourceType = snapchat.SourceType, ApproximateSize = snapchat.ApproximateSize });

        public Task<UploadReceipt> AddUsersAsync(AudienceId audience, IdentifierBatch batch, CancellationToken cancellationToken = default) =>
            snapchat.UploadAsync(audience, batch, gate, cancellationToken);

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
