namespace Snapchat.AudienceExport.Client;

/// <summary>Holds back attempts to change the members of an audience as long as it is not certain that they may be made.</summary>
internal interface IAttemptGate
{
    /// <summary>Gets whether an attempt may be made right now.</summary>
    bool IsOpen { get; }

    /// <summary>Waits until an attempt may be made.</summary>
    ValueTask WaitAsync(CancellationToken cancellationToken);
}
