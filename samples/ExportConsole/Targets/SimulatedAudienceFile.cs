using System.Buffers.Binary;
using System.Runtime.InteropServices;
using System.Security.Cryptography;
using ExportConsole.CommandLine;
using Microsoft.AspNetCore.DataProtection;
using Snapchat.AudienceExport;

namespace ExportConsole.Targets;

/// <summary>
/// Who is in the audience of the built-in simulator, from run to run: a list of changes, each encrypted, since digests are personal data. The real Snapchat keeps this on its side.
/// </summary>
internal sealed class SimulatedAudienceFile : IDisposable
{
    private const string Purpose = "simulated audience";
    private const int HeadLength = sizeof(int);
    private const UnixFileMode OwnerOnly = UnixFileMode.UserRead | UnixFileMode.UserWrite;

    private readonly Lock _lock = new();
    private readonly IDataProtector _protector;
    private readonly FileStream _file;

    private SimulatedAudienceFile(IDataProtector protector, FileStream file)
    {
        _protector = protector;
        _file = file;
    }

    private enum Change : byte
    {
        Created,
        Added,
        Removed,
        Cleared,
    }

    /// <summary>When the audience was created.</summary>
    public DateTimeOffset CreatedAt { get; private set; }

    /// <summary>Who was in it when the file was opened.</summary>
    public Dictionary<IdentifierKind, HashSet<Sha256Digest>> Members { get; } = Enum.GetValues<IdentifierKind>().ToDictionary(static kind => kind, static _ => new HashSet<Sha256Digest>());

    /// <summary>Opens the file of an audience, or begins one.</summary>
    /// <exception cref="UsageException">It cannot be used.</exception>
    public static SimulatedAudienceFile Open(string folder, AudienceId audience)
    {
        FileStream? file = null;
        try
        {
            DirectoryInfo keys = Directory.CreateDirectory(Path.Combine(folder, "keys"));
            var options = new FileStreamOptions { Mode = FileMode.OpenOrCreate, Access = FileAccess.ReadWrite, Share = FileShare.None };
            if (!OperatingSystem.IsWindows())
                options.UnixCreateMode = OwnerOnly;
            file = new FileStream(Path.Combine(folder, $"audience-{audience}.log"), options);
            var opened = new SimulatedAudienceFile(DataProtectionProvider.Create(keys).CreateProtector(Purpose), file);
            opened.Replay();
            return opened;
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException or CryptographicException)
        {
            file?.Dispose();
            throw new UsageException($"The state cannot be kept in '{folder}', since what the simulator left there cannot be used; choose another folder with --state.");
        }
    }

    public void Add(IdentifierKind kind, IEnumerable<Sha256Digest> digests) => Append(Change.Added, kind, digests);

    public void Remove(IdentifierKind kind, IEnumerable<Sha256Digest> digests) => Append(Change.Removed, kind, digests);

    public void Clear() => Append(Change.Cleared, default, []);

    public void Dispose() => _file.Dispose();

    private void Append(Change change, IdentifierKind kind, IEnumerable<Sha256Digest> digests) =>
        Append([(byte)change, (byte)kind, .. MemoryMarshal.AsBytes<Sha256Digest>(digests.ToArray())]);

    private void Append(byte[] record)
    {
        byte[] encrypted = _protector.Protect(record);
        Span<byte> head = stackalloc byte[HeadLength];
        BinaryPrimitives.WriteInt32LittleEndian(head, encrypted.Length);
        lock (_lock)
        {
            _file.Write(head);
            _file.Write(encrypted);

            // To the operating system, which outlives the program.
            _file.Flush();
        }
    }

    private void Replay()
    {
        byte[] head = new byte[HeadLength];
        long end = 0;
        while (_file.ReadAtLeast(head, HeadLength, throwOnEndOfStream: false) == HeadLength
            && BinaryPrimitives.ReadInt32LittleEndian(head) is var length && length <= _file.Length - _file.Position)
        {
            byte[] encrypted = new byte[length];
            _file.ReadExactly(encrypted);
            Apply(_protector.Unprotect(encrypted));
            end = _file.Position;
        }

        // What a killed program did not write to its end was not acknowledged either.
        _file.SetLength(end);
        _file.Position = end;
        if (end > 0)
            return;
        CreatedAt = TimeProvider.System.GetUtcNow();
        Append([(byte)Change.Created, .. BitConverter.GetBytes(CreatedAt.UtcTicks)]);
    }

    private void Apply(byte[] record)
    {
        switch ((Change)record[0])
        {
            case Change.Created:
                CreatedAt = new DateTimeOffset(BitConverter.ToInt64(record, 1), TimeSpan.Zero);
                break;
            case Change.Added:
                Members[(IdentifierKind)record[1]].UnionWith(DigestsOf(record));
                break;
            case Change.Removed:
                Members[(IdentifierKind)record[1]].ExceptWith(DigestsOf(record));
                break;
            case Change.Cleared:
                foreach (HashSet<Sha256Digest> members in Members.Values)
                    members.Clear();
                break;
        }
    }

    private static Sha256Digest[] DigestsOf(byte[] record) => MemoryMarshal.Cast<byte, Sha256Digest>(record.AsSpan(2)).ToArray();
}
