using System.Buffers;

namespace Snapchat.AudienceExport.Storage;

/// <summary>Keeps what is known about the members of audiences: snapshots, plans and journals. For store authors.</summary>
/// <remarks>
/// <para>A store keeps bytes and knows nothing of their meaning. Per audience there are <em>sets</em>, each written once, part by part; <em>logs</em>, which grow by one record at a time;
/// and one <em>pointer</em>, which names those in force. What no pointer names does not count, so that only replacing a pointer has to be atomic.</para>
/// <para>When the task of a writing method ends, what it wrote is durable: it survives the loss of power. When it fails, or the process dies, either all of it is there or nothing,
/// except that a log may end in a part of the last record. Everything that holds digests is encrypted above the store.</para>
/// <para>Writing takes the lease of the audience: nothing is written if the lease is lost, by which a worker that was overtaken is stopped. A store that keeps no leases itself
/// refuses a fence below one that it has seen for the audience.</para>
/// <para>Names have 1 to 100 characters out of <c>a</c> to <c>z</c>, <c>0</c> to <c>9</c> and <c>-</c>. <c>MembershipStoreConformance</c> in the testing package says the same in executable form.</para>
/// </remarks>
public interface IMembershipStore
{
    /// <summary>Gets whether processes on several machines see the same state.</summary>
    /// <value>The default is false: several workers may not share what this store keeps.</value>
    bool IsShared => false;

    /// <summary>Gets the audiences that anything is kept of.</summary>
    Task<IReadOnlyList<AudienceId>> GetAudiencesAsync(CancellationToken cancellationToken = default);

    /// <summary>Reads the pointer of an audience; null if there is none.</summary>
    Task<MembershipPointer?> ReadPointerAsync(AudienceId audience, CancellationToken cancellationToken = default);

    /// <summary>Replaces the pointer of an audience, in one atomic step.</summary>
    /// <param name="audience">The audience.</param>
    /// <param name="replacement">The new pointer; its version is one more than that of the stored one, or 1 if there is none.</param>
    /// <param name="lease">The lease of the audience.</param>
    /// <param name="cancellationToken">Stops the call.</param>
    /// <exception cref="AudienceExportConcurrencyException">The stored version is another, or the lease is lost.</exception>
    Task WritePointerAsync(AudienceId audience, MembershipPointer replacement, StoredLease lease, CancellationToken cancellationToken = default);

    /// <summary>Gets the names of the sets and logs of an audience, in any order; sets that were not written to their end are not among them.</summary>
    Task<IReadOnlyList<string>> GetNamesAsync(AudienceId audience, CancellationToken cancellationToken = default);

    /// <summary>Writes a set; one of the same name is replaced.</summary>
    /// <param name="audience">The audience.</param>
    /// <param name="name">The name of the set.</param>
    /// <param name="parts">The parts in their order; the memory of one is valid until the next is asked for.</param>
    /// <param name="lease">The lease of the audience.</param>
    /// <param name="cancellationToken">Stops the call.</param>
    /// <exception cref="AudienceExportConcurrencyException">The lease is lost.</exception>
    Task WriteSetAsync(AudienceId audience, string name, IAsyncEnumerable<ReadOnlyMemory<byte>> parts, StoredLease lease, CancellationToken cancellationToken = default);

    /// <summary>Reads a part of a set.</summary>
    /// <param name="audience">The audience.</param>
    /// <param name="name">The name of the set.</param>
    /// <param name="part">The position of the part, from 0; negative to count from the end, as -1 for the last.</param>
    /// <param name="destination">Takes the bytes.</param>
    /// <param name="cancellationToken">Stops the call.</param>
    /// <returns>Whether there is such a part.</returns>
    Task<bool> ReadPartAsync(AudienceId audience, string name, int part, IBufferWriter<byte> destination, CancellationToken cancellationToken = default);

    /// <summary>Writes a record into a log, which begins to exist with its first record. What the log holds at that position and behind it is dropped.</summary>
    /// <param name="audience">The audience.</param>
    /// <param name="name">The name of the log.</param>
    /// <param name="position">The position of the record in bytes: where a record begins, or the length of the log.</param>
    /// <param name="record">The record.</param>
    /// <param name="lease">The lease of the audience.</param>
    /// <param name="cancellationToken">Stops the call.</param>
    /// <exception cref="AudienceExportConcurrencyException">The log is shorter than <paramref name="position"/>, or the lease is lost.</exception>
    Task AppendAsync(AudienceId audience, string name, long position, ReadOnlyMemory<byte> record, StoredLease lease, CancellationToken cancellationToken = default);

    /// <summary>Reads a log: its records, one after another. Empty if there is none.</summary>
    Task<ReadOnlyMemory<byte>> ReadLogAsync(AudienceId audience, string name, CancellationToken cancellationToken = default);

    /// <summary>Deletes sets and logs that no pointer names any more; names that do not exist are passed over.</summary>
    /// <exception cref="AudienceExportConcurrencyException">The lease is lost.</exception>
    Task DeleteAsync(AudienceId audience, IReadOnlyCollection<string> names, StoredLease lease, CancellationToken cancellationToken = default);

    /// <summary>Reads the suppression list of all audiences: its records, one after another. Empty if there are none.</summary>
    Task<ReadOnlyMemory<byte>> ReadSuppressionsAsync(CancellationToken cancellationToken = default);

    /// <summary>Adds a record to the suppression list. No lease is needed: of several callers at once, one is first.</summary>
    /// <param name="position">The length of the list as the caller knows it, in bytes.</param>
    /// <param name="record">The record.</param>
    /// <param name="cancellationToken">Stops the call.</param>
    /// <returns>Whether it was added: not if the list has another length.</returns>
    Task<bool> TryAppendSuppressionAsync(long position, ReadOnlyMemory<byte> record, CancellationToken cancellationToken = default);
}
