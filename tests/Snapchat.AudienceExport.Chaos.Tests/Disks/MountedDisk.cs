using System.Diagnostics;
using Snapchat.AudienceExport.Membership.Files;

namespace Snapchat.AudienceExport.Chaos.Tests.Disks;

/// <summary>A small file system of its own, where the tests may mount one.</summary>
internal sealed class MountedDisk : IBrokenDisk
{
    private const string Size = "4m";

    private readonly string _root = Directory.CreateTempSubdirectory("audience-export-disk-").FullName;

    public MountedDisk() => Run("mount", "-t", "tmpfs", "-o", $"size={Size},mode=0700", "tmpfs", _root);

    /// <summary>Gets whether the tests may mount a file system.</summary>
    public static bool IsPermitted { get; } = TryMount();

    public IStateFiles Files { get; } = new DiskFiles();

    public string Folder => Path.Combine(_root, "state");

    private string Ballast => Path.Combine(_root, "ballast");

    public void Fill(int kilobytes)
    {
        long free = new DriveInfo(_root).AvailableFreeSpace;
        using FileStream ballast = File.Create(Ballast);
        ballast.Write(new byte[Math.Max(0, free - (kilobytes * 1024L))]);
    }

    public void SetReadOnly() => Run("mount", "-o", "remount,ro", _root);

    public void Mend()
    {
        Run("mount", "-o", $"remount,rw,size={Size}", _root);
        File.Delete(Ballast);
    }

    public void Dispose()
    {
        Run("umount", "-l", _root);
        Directory.Delete(_root);
    }

    private static bool TryMount()
    {
        if (!OperatingSystem.IsLinux() || !Environment.IsPrivilegedProcess)
            return false;
        try
        {
            new MountedDisk().Dispose();
            return true;
        }
        catch (InvalidOperationException)
        {
            // A container without the right to mount.
            return false;
        }
    }

    private static void Run(string command, params string[] arguments)
    {
        using Process process = Process.Start(new ProcessStartInfo(command, arguments) { UseShellExecute = false, RedirectStandardError = true })!;
        string error = process.StandardError.ReadToEnd();
        process.WaitForExit();
        if (process.ExitCode != 0)
            throw new InvalidOperationException($"'{command}' failed: {error}");
    }
}
