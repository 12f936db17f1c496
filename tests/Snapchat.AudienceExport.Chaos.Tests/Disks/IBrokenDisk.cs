using Snapchat.AudienceExport.Membership.Files;

namespace Snapchat.AudienceExport.Chaos.Tests.Disks;

/// <summary>A disk with a state folder, which can be made to refuse.</summary>
internal interface IBrokenDisk : IDisposable
{
    IStateFiles Files { get; }

    /// <summary>Gets the state folder.</summary>
    string Folder { get; }

    /// <summary>Leaves room for about so many kilobytes.</summary>
    void Fill(int kilobytes);

    /// <summary>Lets nothing be changed any more.</summary>
    void SetReadOnly();

    /// <summary>Makes room, and lets everything be changed.</summary>
    void Mend();
}
