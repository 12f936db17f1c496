using Snapchat.AudienceExport.Chaos.Tests.Engines;
using Snapchat.AudienceExport.Membership.Files;

namespace Snapchat.AudienceExport.Chaos.Tests.Processes;

/// <summary>The file system of the machine, whose every change is a step in the life of the process.</summary>
internal sealed class MortalFiles(Life life) : IStateFiles
{
    private readonly DiskFiles _files = new();

    public void CreateFolder(string path) => _files.CreateFolder(path);

    public void SyncFolder(string path)
    {
        life.Step();
        _files.SyncFolder(path);
    }

    public IStateFile OpenForWriting(string path)
    {
        life.Step();
        return new MortalFile(_files.OpenForWriting(path), life);
    }

    public IStateFile? OpenForReading(string path) => _files.OpenForReading(path);

    public IDisposable Lock(string path) => _files.Lock(path);

    public void Rename(string from, string to)
    {
        life.Step();
        _files.Rename(from, to);
    }

    public void Delete(string path)
    {
        life.Step();
        _files.Delete(path);
    }

    public IReadOnlyList<string> GetNames(string folder) => _files.GetNames(folder);

    private sealed class MortalFile(IStateFile file, Life life) : IStateFile
    {
        public long Length => file.Length;

        public void Read(long position, Span<byte> buffer) => file.Read(position, buffer);

        public void Write(long position, ReadOnlySpan<byte> bytes)
        {
            // Where a write is cut in the middle, half of it is there.
            file.Write(position, bytes[..(bytes.Length / 2)]);
            life.Step();
            file.Write(position, bytes);
        }

        public void SetLength(long length)
        {
            life.Step();
            file.SetLength(length);
        }

        public void Sync()
        {
            life.Step();
            file.Sync();
        }

        public void Dispose() => file.Dispose();
    }
}
