using System.Buffers;
using System.Buffers.Binary;
using System.Collections.Concurrent;
using System.IO.Hashing;
using Snapchat.AudienceExport.Storage;

namespace Snapchat.AudienceExport.Membership.Files;

/// <summary>Keeps membership in a folder of this machine, for one process at a time.</summary>
/// <remarks>
/// <code>
/// lock                       held as long as the store is open
/// pointers/AUDIENCE          the pointer, apart from what it points to
/// audiences/AUDIENCE/*.set   sets, complete when they have this name
/// audiences/AUDIENCE/*.log   logs
/// suppressions.log           the suppression list
/// </code>
/// </remarks>
internal sealed class FileMembershipStore : IMembershipStore, IDisposable
{
    private const string SetExtension = ".set";
    private const string LogExtension = ".log";
    private const string DraftExtension = ".draft";
    private const int VersionLength = sizeof(long);
    private const int ChecksumLength = sizeof(ulong);

    private readonly IStateFiles _files;
    private readonly string _root;
    private readonly IDisposable _lock;
    private readonly SeenFences _fences = new();
    private readonly ConcurrentDictionary<AudienceId, bool> _folders = new();
    private readonly Lock _suppressions = new();

    private FileMembershipStore(IStateFiles files, string root, IDisposable rootLock) => (_files, _root, _lock) = (files, root, rootLock);

    private string Pointers => Path.Combine(_root, "pointers");

    private string Audiences => Path.Combine(_root, "audiences");

    private string SuppressionLog => Path.Combine(_root, "suppressions.log");

    /// <summary>Opens the store in a folder, and makes the folder if there is none.</summary>
    /// <exception cref="MembershipStateException">The folder cannot be used, or another process uses it.</exception>
    public static FileMembershipStore Open(string folder, IStateFiles files)
    {
        string root = Path.GetFullPath(folder);
        StateFolderErrors.Explain(root, () => CreateFolders(files, root));
        IDisposable rootLock = StateFolderErrors.ExplainLock(root, () => files.Lock(Path.Combine(root, "lock")));
        var store = new FileMembershipStore(files, root, rootLock);
        StateFolderErrors.Explain(root, store.DeleteDrafts);
        return store;
    }

    public Task<IReadOnlyList<AudienceId>> GetAudiencesAsync(CancellationToken cancellationToken = default) => RunAsync<IReadOnlyList<AudienceId>>(
        () => [.. _files.GetNames(Pointers).Concat(_files.GetNames(Audiences)).Distinct(StringComparer.Ordinal).Where(static name => AudienceId.TryParse(name, null, out _)).Select(static name => AudienceId.Parse(name))],
        cancellationToken);

    public Task<MembershipPointer?> ReadPointerAsync(AudienceId audience, CancellationToken cancellationToken = default) => RunAsync(() => ReadPointer(audience), cancellationToken);

    public Task WritePointerAsync(AudienceId audience, MembershipPointer replacement, StoredLease lease, CancellationToken cancellationToken = default) => RunAsync(
        () => _fences.Write(audience, lease, () =>
        {
            long stored = ReadPointer(audience)?.Version ?? 0;
            if (replacement.Version != stored + 1)
                throw StoreConflict.PointerChanged(audience, stored);
            byte[] bytes = new byte[VersionLength + replacement.Content.Length + ChecksumLength];
            BinaryPrimitives.WriteInt64LittleEndian(bytes, replacement.Version);
            replacement.Content.Span.CopyTo(bytes.AsSpan(VersionLength));
            BinaryPrimitives.WriteUInt64LittleEndian(bytes.AsSpan(bytes.Length - ChecksumLength), XxHash3.HashToUInt64(bytes.AsSpan(0, bytes.Length - ChecksumLength)));
            Replace(PointerPath(audience), Pointers, bytes);
        }),
        cancellationToken);

    public Task<IReadOnlyList<string>> GetNamesAsync(AudienceId audience, CancellationToken cancellationToken = default) => RunAsync<IReadOnlyList<string>>(
        () => [.. _files.GetNames(Folder(audience)).Where(static file => !file.EndsWith(DraftExtension, StringComparison.Ordinal)).Select(static file => Path.GetFileNameWithoutExtension(file))],
        cancellationToken);

    public async Task WriteSetAsync(AudienceId audience, string name, IAsyncEnumerable<ReadOnlyMemory<byte>> parts, StoredLease lease, CancellationToken cancellationToken = default)
    {
        MembershipNames.Check(name);
        string path = SetPath(audience, name);
        _fences.Check(audience, lease);
        await StateFolderErrors.ExplainAsync(_root, async () =>
        {
            EnsureFolder(audience);
            using IStateFile file = _files.OpenForWriting(path + DraftExtension);
            file.SetLength(0);
            await SetFile.WriteAsync(file, parts, cancellationToken).ConfigureAwait(false);
            file.Sync();
        }).ConfigureAwait(false);

        // Writing took its time: the lease may have been lost in it.
        await RunAsync(
            () => _fences.Write(audience, lease, () =>
            {
                _files.Rename(path + DraftExtension, path);
                _files.SyncFolder(Folder(audience));
            }),
            cancellationToken).ConfigureAwait(false);
    }

    public Task<bool> ReadPartAsync(AudienceId audience, string name, int part, IBufferWriter<byte> destination, CancellationToken cancellationToken = default) => RunAsync(
        () =>
        {
            using IStateFile? file = _files.OpenForReading(SetPath(audience, name));
            try
            {
                return file is not null && SetFile.Read(file, part, destination);
            }
            catch (Exception exception) when (exception is InvalidDataException or EndOfStreamException or OverflowException or ArgumentOutOfRangeException)
            {
                throw new MembershipStateException($"File '{name}{SetExtension}' of audience {audience} is damaged: delete it, and its history counts as lost; {LostHistory.WayOut}", exception);
            }
        },
        cancellationToken);

    public Task AppendAsync(AudienceId audience, string name, long position, ReadOnlyMemory<byte> record, StoredLease lease, CancellationToken cancellationToken = default)
    {
        MembershipNames.Check(name);
        return RunAsync(
            () => _fences.Write(audience, lease, () =>
            {
                EnsureFolder(audience);
                if (!TryAppend(LogPath(audience, name), Folder(audience), position, record.Span))
                    throw StoreConflict.JournalChanged(audience);
            }),
            cancellationToken);
    }

    public Task<ReadOnlyMemory<byte>> ReadLogAsync(AudienceId audience, string name, CancellationToken cancellationToken = default) =>
        RunAsync(() => ReadAll(LogPath(audience, name)), cancellationToken);

    public Task DeleteAsync(AudienceId audience, IReadOnlyCollection<string> names, StoredLease lease, CancellationToken cancellationToken = default) => RunAsync(
        () => _fences.Write(audience, lease, () =>
        {
            foreach (string name in names)
            {
                MembershipNames.Check(name);
                _files.Delete(SetPath(audience, name));
                _files.Delete(LogPath(audience, name));
            }

            if (names.Count > 0)
                _files.SyncFolder(Folder(audience));
        }),
        cancellationToken);

    public Task<ReadOnlyMemory<byte>> ReadSuppressionsAsync(CancellationToken cancellationToken = default) => RunAsync(() => ReadAll(SuppressionLog), cancellationToken);

    public Task<bool> TryAppendSuppressionAsync(long position, ReadOnlyMemory<byte> record, CancellationToken cancellationToken = default) => RunAsync(
        () =>
        {
            lock (_suppressions)
            {
                ReadOnlyMemory<byte> list = ReadAll(SuppressionLog);
                if (list.Length != position)
                    return false;
                Replace(SuppressionLog, _root, [.. list.Span, .. record.Span]);
                return true;
            }
        },
        cancellationToken);

    public void Dispose() => _lock.Dispose();

    private static void CreateFolders(IStateFiles files, string root)
    {
        files.CreateFolder(root);
        files.CreateFolder(Path.Combine(root, "pointers"));
        files.CreateFolder(Path.Combine(root, "audiences"));
        files.SyncFolder(root);
        if (Path.GetDirectoryName(root) is { } parent)
            files.SyncFolder(parent);
    }

    // What a killed process had begun to write.
    private void DeleteDrafts()
    {
        foreach (string folder in _files.GetNames(Audiences).Select(audience => Path.Combine(Audiences, audience)).Append(Pointers).Append(_root))
        {
            foreach (string file in _files.GetNames(folder).Where(static file => file.EndsWith(DraftExtension, StringComparison.Ordinal)))
                _files.Delete(Path.Combine(folder, file));
        }
    }

    private Task<T> RunAsync<T>(Func<T> work, CancellationToken cancellationToken) => Task.Run(() => StateFolderErrors.Explain(_root, work), cancellationToken);

    private Task RunAsync(Action work, CancellationToken cancellationToken) => Task.Run(() => StateFolderErrors.Explain(_root, work), cancellationToken);

    private MembershipPointer? ReadPointer(AudienceId audience)
    {
        using IStateFile? file = _files.OpenForReading(PointerPath(audience));
        if (file is null)
            return null;
        byte[] bytes = new byte[file.Length];
        file.Read(0, bytes);
        if (bytes.Length < VersionLength + ChecksumLength || XxHash3.HashToUInt64(bytes.AsSpan(0, bytes.Length - ChecksumLength)) != BinaryPrimitives.ReadUInt64LittleEndian(bytes.AsSpan(bytes.Length - ChecksumLength)))
            throw new MembershipStateException($"The pointer of audience {audience} is damaged: delete file '{PointerPath(audience)}', and its history counts as lost; {LostHistory.WayOut}");
        return new MembershipPointer(BinaryPrimitives.ReadInt64LittleEndian(bytes), bytes.AsMemory(VersionLength, bytes.Length - VersionLength - ChecksumLength));
    }

    private ReadOnlyMemory<byte> ReadAll(string path)
    {
        using IStateFile? file = _files.OpenForReading(path);
        if (file is null)
            return ReadOnlyMemory<byte>.Empty;
        byte[] bytes = new byte[file.Length];
        file.Read(0, bytes);
        return bytes;
    }

    /// <summary>Puts other content into a file, in one step.</summary>
    private void Replace(string path, string folder, ReadOnlySpan<byte> bytes)
    {
        using (IStateFile file = _files.OpenForWriting(path + DraftExtension))
        {
            file.SetLength(0);
            file.Write(0, bytes);
            file.Sync();
        }

        _files.Rename(path + DraftExtension, path);
        _files.SyncFolder(folder);
    }

    /// <returns>Whether the log reached to the position.</returns>
    private bool TryAppend(string path, string folder, long position, ReadOnlySpan<byte> record)
    {
        using IStateFile file = _files.OpenForWriting(path);
        if (file.Length < position)
            return false;
        if (file.Length > position)
            file.SetLength(position);
        file.Write(position, record);
        file.Sync();
        if (position == 0)
            _files.SyncFolder(folder);
        return true;
    }

    private void EnsureFolder(AudienceId audience)
    {
        if (_folders.ContainsKey(audience))
            return;
        _files.CreateFolder(Folder(audience));
        _files.SyncFolder(Audiences);
        _folders.TryAdd(audience, true);
    }

    private string PointerPath(AudienceId audience) => Path.Combine(Pointers, audience.Value);

    private string Folder(AudienceId audience) => Path.Combine(Audiences, audience.Value);

    private string SetPath(AudienceId audience, string name) => Path.Combine(Folder(audience), name + SetExtension);

    private string LogPath(AudienceId audience, string name) => Path.Combine(Folder(audience), name + LogExtension);
}
