using Snapchat.AudienceExport.Membership.Files;
using Snapchat.AudienceExport.Tests.Membership;

namespace Snapchat.AudienceExport.Chaos.Tests.Disks;

/// <summary>A disk in memory that refuses as the system does.</summary>
internal sealed class SeamDisk : IBrokenDisk
{
    // A part of a table is written at a time; most are small.
    private const int WritesPerKilobyte = 8;

    private readonly PowerLossFiles _files = new();

    public IStateFiles Files => _files;

    public string Folder => "/state";

    public void Fill(int kilobytes)
    {
        int left = kilobytes * WritesPerKilobyte;
        _files.BeforeStep = isWrite =>
        {
            if (isWrite && --left < 0)
                throw new IOException("No space left on device : '/state'");
        };
    }

    public void SetReadOnly() => _files.BeforeStep = static _ => throw new UnauthorizedAccessException("Access to the path '/state' is denied.");

    public void Mend() => _files.BeforeStep = null;

    public void Dispose()
    {
    }
}
