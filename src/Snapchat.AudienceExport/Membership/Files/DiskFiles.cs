using System.ComponentModel;
using System.Runtime.InteropServices;
using Microsoft.Win32.SafeHandles;

namespace Snapchat.AudienceExport.Membership.Files;

/// <summary>The file system of the machine. Folders and files are for their owner only (0700, 0600) where the system has such rights.</summary>
internal sealed partial class DiskFiles : IStateFiles
{
    private const UnixFileMode OwnerFile = UnixFileMode.UserRead | UnixFileMode.UserWrite;
    private const UnixFileMode OwnerFolder = OwnerFile | UnixFileMode.UserExecute;
    private const int ReadOnly = 0;

    public void CreateFolder(string path)
    {
        if (OperatingSystem.IsWindows())
            Directory.CreateDirectory(path);
        else
            Directory.CreateDirectory(path, OwnerFolder);
    }

    public void SyncFolder(string path)
    {
        // Windows keeps names in its own journal, and has no such call.
        if (OperatingSystem.IsWindows())
            return;
        using var folder = new SafeFileHandle(Open(path, ReadOnly), ownsHandle: true);
        if (folder.IsInvalid)
            throw new IOException($"Folder '{path}' cannot be synchronized.", new Win32Exception(Marshal.GetLastPInvokeError()));
        RandomAccess.FlushToDisk(folder);
    }

    public IStateFile OpenForWriting(string path) => new DiskFile(new FileStream(path, Owned(FileShare.Read)));

    public IStateFile? OpenForReading(string path)
    {
        try
        {
            return new DiskFile(new FileStream(path, new FileStreamOptions { Share = FileShare.ReadWrite | FileShare.Delete, BufferSize = 0 }));
        }
        catch (Exception exception) when (exception is FileNotFoundException or DirectoryNotFoundException)
        {
            return null;
        }
    }

    public IDisposable Lock(string path) => new FileStream(path, Owned(FileShare.None));

    public void Rename(string from, string to) => File.Move(from, to, overwrite: true);

    public void Delete(string path) => File.Delete(path);

    public IReadOnlyList<string> GetNames(string folder) =>
        Directory.Exists(folder) ? [.. Directory.EnumerateFileSystemEntries(folder).Select(static path => Path.GetFileName(path))] : [];

    private static FileStreamOptions Owned(FileShare share)
    {
        var options = new FileStreamOptions { Mode = FileMode.OpenOrCreate, Access = FileAccess.ReadWrite, Share = share, BufferSize = 0 };
        if (!OperatingSystem.IsWindows())
            options.UnixCreateMode = OwnerFile;
        return options;
    }

    // The base library opens no folder; flushing the handle of one is all that is needed.
    [LibraryImport("libc", EntryPoint = "open", SetLastError = true, StringMarshalling = StringMarshalling.Utf8)]
    private static partial int Open(string path, int flags);
}
