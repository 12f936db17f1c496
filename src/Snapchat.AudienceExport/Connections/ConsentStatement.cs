namespace Snapchat.AudienceExport;

/// <summary>The wording an administrator agrees to before data may go to Snapchat.</summary>
/// <param name="Version">The version by which the wording is named, as in <c>2026-01</c>.</param>
/// <param name="Text">The exact wording.</param>
/// <param name="EffectiveFrom">From when on it is the one that connections need.</param>
public sealed record ConsentStatement(string Version, string Text, DateTimeOffset EffectiveFrom)
{
    /// <summary>The wording of this library, for hosts that have none of their own.</summary>
    public static ConsentStatement Default { get; } = new(
        "1",
        "I agree that customer data, hashed, is transferred to Snapchat, a system outside of this one. Snapchat's handling of personal data may not match this "
        + "system's compliance and security standards. I am entitled to share this data, have whatever consent of the people concerned the law asks for, and answer for how it is used there.",
        DateTimeOffset.UnixEpoch);
}
