using Snapchat.AudienceExport.Membership.Files;

namespace Snapchat.AudienceExport.Tests.Membership;

/// <summary>A file system whose power fails after a number of steps. What was not synchronized is lost then, or some of it is not. Safe for several threads.</summary>
internal sealed class PowerLossFiles(int stepsUntilFailure = int.MaxValue) : IStateFiles
{
    // By path: the file as it is, and as it is known to be after a loss of power.
    private readonly Dictionary<string, Content> _now = new(StringComparer.Ordinal);
    private readonly Dictionary<string, Content> _durable = new(StringComparer.Ordinal);
    private readonly List<bool> _isWrite = [];
    private readonly Lock _lock = new();

    /// <summary>Gets or sets what is told of each step before it is taken, and whether it only writes bytes; it may throw, and the step is not taken.</summary>
    public Action<bool>? BeforeStep { get; set; }

    /// <summary>Gets how many steps were taken: all that changes something.</summary>
    public int Steps => _isWrite.Count;

    /// <summary>Tells whether a step only wrote bytes into a file, of which there are many alike.</summary>
    public bool IsWrite(int step) => _isWrite[step];

    /// <summary>Gives the disk as it is found when the power is back.</summary>
    /// <param name="random">Decides what of the rest was written after all; null for nothing.</param>
    public PowerLossFiles Restart(Random? random)
    {
        var restarted = new PowerLossFiles();
        foreach (string path in _now.Keys.Union(_durable.Keys).Order(StringComparer.Ordinal))
        {
            Dictionary<string, Content> names = random?.Next(2) == 0 ? _now : _durable;
            if (names.TryGetValue(path, out Content? content) && restarted.HasFolderOf(path))
                restarted._now[path] = restarted._durable[path] = content.AfterLoss(random);
        }

        return restarted;
    }

    public void CreateFolder(string path)
    {
        lock (_lock)
        {
            if (_now.ContainsKey(path))
                return;
            Step();
            _now[path] = new Content { IsFolder = true };
        }
    }

    public void SyncFolder(string path)
    {
        lock (_lock)
        {
            Step();
            foreach (string name in _now.Keys.Union(_durable.Keys).Where(name => string.Equals(Path.GetDirectoryName(name), path, StringComparison.Ordinal)).ToArray())
            {
                if (_now.TryGetValue(name, out Content? content))
                    _durable[name] = content;
                else
                    _durable.Remove(name);
            }
        }
    }

    public IStateFile OpenForWriting(string path)
    {
        lock (_lock)
        {
            if (!_now.TryGetValue(path, out Content? content))
            {
                Step();
                Assert.True(HasFolderOf(path), $"There is no folder for '{path}'.");
                content = _now[path] = new Content();
            }

            return new OpenFile(this, content);
        }
    }

    public IStateFile? OpenForReading(string path)
    {
        lock (_lock)
            return _now.TryGetValue(path, out Content? content) ? new OpenFile(this, content) : null;
    }

    public IDisposable Lock(string path) => OpenForWriting(path);

    public void Rename(string from, string to)
    {
        lock (_lock)
        {
            Step();
            Assert.True(_now.Remove(from, out Content? content));
            _now[to] = content;
        }
    }

    public void Delete(string path)
    {
        lock (_lock)
        {
            Step();
            _now.Remove(path);
        }
    }

    public IReadOnlyList<string> GetNames(string folder)
    {
        lock (_lock)
            return [.. _now.Keys.Where(path => string.Equals(Path.GetDirectoryName(path), folder, StringComparison.Ordinal)).Select(path => Path.GetFileName(path))];
    }

    // What lies above the state folder is there.
    private bool HasFolderOf(string path) => Path.GetDirectoryName(path) is not { } folder || Path.GetDirectoryName(folder) is not { } above || above == "/" || _now.ContainsKey(folder) || folder == "/";

    private void Step(bool isWrite = false)
    {
        if (Steps >= stepsUntilFailure)
            throw new PowerLossException();
        BeforeStep?.Invoke(isWrite);
        _isWrite.Add(isWrite);
    }

    internal sealed class PowerLossException : Exception;

    private sealed class Content
    {
        public bool IsFolder { get; init; }

        public byte[] Now { get; set; } = [];

        public byte[] Synchronized { get; set; } = [];

        public Content AfterLoss(Random? random)
        {
            byte[] left = random is null || Now.AsSpan().SequenceEqual(Synchronized) ? Synchronized : random.Next(3) switch
            {
                0 => Synchronized,
                1 => Now,
                _ => Now[..random.Next(Now.Length + 1)],
            };
            return new Content { IsFolder = IsFolder, Now = left, Synchronized = left };
        }
    }

    private sealed class OpenFile(PowerLossFiles files, Content content) : IStateFile
    {
        public long Length => content.Now.Length;

        public void Read(long position, Span<byte> buffer) => content.Now.AsSpan((int)position, buffer.Length).CopyTo(buffer);

        public void Write(long position, ReadOnlySpan<byte> bytes)
        {
            lock (files._lock)
            {
                files.Step(isWrite: true);
                byte[] written = new byte[Math.Max(content.Now.Length, position + bytes.Length)];
                content.Now.CopyTo(written, 0);
                bytes.CopyTo(written.AsSpan((int)position));
                content.Now = written;
            }
        }

        public void SetLength(long length)
        {
            lock (files._lock)
            {
                files.Step();
                byte[] resized = content.Now;
                Array.Resize(ref resized, (int)length);
                content.Now = resized;
            }
        }

        public void Sync()
        {
            lock (files._lock)
            {
                files.Step();
                content.Synchronized = content.Now;
            }
        }

        public void Dispose()
        {
        }
    }
}
