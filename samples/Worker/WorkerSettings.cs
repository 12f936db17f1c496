namespace Worker;

/// <summary>The section <c>Worker</c> of the configuration.</summary>
internal sealed class WorkerSettings
{
    /// <summary>Gets or sets the folder of the files that are segments.</summary>
    public string SegmentFolder { get; set; } = "segments";

    /// <summary>Gets or sets the folder of the keys that encrypt tokens: one for all workers.</summary>
    public string KeyFolder { get; set; } = "keys";

    /// <summary>Gets or sets the PKCS #12 file with the certificate that protects the keys.</summary>
    public string KeyCertificate { get; set; } = "keys.pfx";

    /// <summary>Gets or sets the password of that file, if it has one.</summary>
    public string? KeyCertificatePassword { get; set; }
}
