using System.ComponentModel;

namespace Snapchat.AudienceExport;

/// <summary>A client secret or token. Whatever prints it gets a placeholder; only this library's own requests reveal it.</summary>
[TypeConverter(typeof(SnapchatSecretConverter))]
public sealed class SnapchatSecret
{
    private readonly string _value;

    /// <summary>Initializes a secret.</summary>
    /// <param name="value">The secret in clear: 1 character or more.</param>
    /// <exception cref="ArgumentException">The value is empty or white space.</exception>
    public SnapchatSecret(string value)
    {
        ArgumentException.ThrowIfNullOrWhiteSpace(value);
        _value = value;
    }

    /// <summary>Returns the secret in clear.</summary>
    /// <returns>The secret; put it into no log, message or column.</returns>
    public string Reveal() => _value;

    internal bool IsSame(SnapchatSecret other) => string.Equals(_value, other._value, StringComparison.Ordinal);

    /// <summary>Returns a placeholder.</summary>
    /// <returns>"[secret]".</returns>
    public override string ToString() => "[secret]";
}
