using System.Buffers;
using System.Runtime.InteropServices;
using System.Security.Cryptography;
using Microsoft.Win32.SafeHandles;
using Snapchat.AudienceExport.Membership.Tables;

namespace Snapchat.AudienceExport.Membership;

/// <summary>Collected digests that no longer fit into memory: sorted runs in one file, encrypted with a key that is nowhere but in memory.</summary>
/// <remarks>Where the system allows it the file has no name from the beginning, so that a killed process leaves nothing behind; elsewhere what is left cannot be read. Safe for several writers.</remarks>
internal sealed class DigestSpill : IDigestPartitions, IDisposable
{
    private readonly Lock _lock = new();
    private readonly byte[] _key = RandomNumberGenerator.GetBytes(TableCipher.KeyLength);
    private readonly FileStream _file;
    private readonly List<Run>[] _partitions = [.. Enumerable.Range(0, DigestCollector.PartitionCount).Select(static _ => new List<Run>())];
    private long _length;
    private int _runs;

    /// <param name="folder">A folder that exists. The file in it is for its owner only.</param>
    public DigestSpill(string folder)
    {
        string path = Path.Combine(folder, Path.GetRandomFileName() + ".spill");
        var options = new FileStreamOptions { Mode = FileMode.CreateNew, Access = FileAccess.ReadWrite, Share = FileShare.Delete, BufferSize = 0, Options = FileOptions.DeleteOnClose };
        if (!OperatingSystem.IsWindows())
            options.UnixCreateMode = UnixFileMode.UserRead | UnixFileMode.UserWrite;
        _file = new FileStream(path, options);
        if (!OperatingSystem.IsWindows())
            File.Delete(path);
    }

    /// <summary>Gets how many bytes are on the disk.</summary>
    public long Length => Interlocked.Read(ref _length);

    private SafeFileHandle Handle => _file.SafeFileHandle;

    /// <summary>Writes some digests of a partition.</summary>
    /// <param name="partition">The partition, 0 to 255.</param>
    /// <param name="sorted">Distinct digests in ascending order; other runs may hold the same ones.</param>
    public void Add(int partition, ReadOnlySpan<Sha256Digest> sorted)
    {
        if (sorted.IsEmpty)
            return;
        ReadOnlySpan<byte> clear = MemoryMarshal.AsBytes(sorted);
        int length = clear.Length + TableCipher.Overhead;
        Run run;
        lock (_lock)
        {
            run = new Run(_runs++, _length, sorted.Length);
            _length += length;
            _partitions[partition].Add(run);
        }

        byte[] encrypted = ArrayPool<byte>.Shared.Rent(length);
        using (var cipher = new TableCipher(_key))
            cipher.Encrypt(run.Number, clear, encrypted.AsSpan(0, length));
        RandomAccess.Write(Handle, encrypted.AsSpan(0, length), run.Start);
        ArrayPool<byte>.Shared.Return(encrypted);
    }

    /// <summary>Counts the digests of a partition; those in several runs count several times.</summary>
    public int CountOf(int partition) => _partitions[partition].Sum(static run => run.Count);

    public void MergeInto(int partition, MarkedPartition destination, DigestMarks marks) => ForEachRun(partition, digests => destination.Merge(digests, marks));

    /// <summary>Puts the digests of a partition, run after run, behind those that are in memory.</summary>
    public void AppendTo(int partition, DigestPartition destination) => ForEachRun(partition, destination.Add);

    /// <summary>Copies digests of a partition, which has one run, from <paramref name="start"/> on until <paramref name="destination"/> is full.</summary>
    public void CopyTo(int partition, int start, Span<Sha256Digest> destination)
    {
        Run run = _partitions[partition].Single();
        Sha256Digest[] digests = ArrayPool<Sha256Digest>.Shared.Rent(run.Count);
        Read(run, digests.AsSpan(0, run.Count));
        digests.AsSpan(start, destination.Length).CopyTo(destination);
        ArrayPool<Sha256Digest>.Shared.Return(digests, clearArray: true);
    }

    public void Dispose()
    {
        _file.Dispose();
        CryptographicOperations.ZeroMemory(_key);
    }

    private void ForEachRun(int partition, Action<ReadOnlySpan<Sha256Digest>> take)
    {
        foreach (Run run in _partitions[partition])
        {
            Sha256Digest[] digests = ArrayPool<Sha256Digest>.Shared.Rent(run.Count);
            Read(run, digests.AsSpan(0, run.Count));
            take(digests.AsSpan(0, run.Count));
            ArrayPool<Sha256Digest>.Shared.Return(digests, clearArray: true);
        }
    }

    private void Read(Run run, Span<Sha256Digest> digests)
    {
        Span<byte> clear = MemoryMarshal.AsBytes(digests);
        byte[] encrypted = ArrayPool<byte>.Shared.Rent(clear.Length + TableCipher.Overhead);
        Span<byte> rest = encrypted.AsSpan(0, clear.Length + TableCipher.Overhead);
        long position = run.Start;
        while (!rest.IsEmpty)
        {
            int read = RandomAccess.Read(Handle, rest, position);
            if (read == 0)
                throw new EndOfStreamException("The file of collected digests was cut off by somebody; start the run again.");
            rest = rest[read..];
            position += read;
        }

        using (var cipher = new TableCipher(_key))
            cipher.Decrypt(run.Number, encrypted.AsSpan(0, clear.Length + TableCipher.Overhead), clear);
        ArrayPool<byte>.Shared.Return(encrypted);
    }

    private readonly record struct Run(int Number, long Start, int Count);
}
