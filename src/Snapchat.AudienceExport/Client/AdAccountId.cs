using System.Diagnostics.CodeAnalysis;
using System.Text.Json.Serialization;

namespace Snapchat.AudienceExport;

/// <summary>The ID of a Snapchat ad account: a UUID. It is not the organization's ID, which looks alike.</summary>
/// <remarks><c>default</c> names no ad account: <see cref="Value"/> throws on it.</remarks>
[JsonConverter(typeof(ParsableJsonConverter<AdAccountId>))]
public readonly record struct AdAccountId : ISpanParsable<AdAccountId>
{
    private readonly Guid? _value;

    private AdAccountId(Guid value) => _value = value;

    /// <summary>Gets the UUID.</summary>
    /// <exception cref="InvalidOperationException">The value is <c>default</c>.</exception>
    public Guid Value => _value ?? throw new InvalidOperationException("This AdAccountId is default and names no ad account; use AdAccountId.Parse.");

    /// <summary>Parses an ad account ID.</summary>
    /// <param name="s">An ad account ID.</param>
    /// <param name="provider">Not used; an ad account ID has no culture.</param>
    /// <returns>The ID.</returns>
    /// <exception cref="FormatException">The text is not an ad account ID.</exception>
    public static AdAccountId Parse(string s, IFormatProvider? provider = null)
    {
        ArgumentNullException.ThrowIfNull(s);
        return Parse(s.AsSpan(), provider);
    }

    /// <inheritdoc cref="Parse(string, IFormatProvider)"/>
    public static AdAccountId Parse(ReadOnlySpan<char> s, IFormatProvider? provider = null) =>
        TryParse(s, provider, out AdAccountId result) ? result : throw new FormatException("An ad account ID is a UUID, as in 8adc3db7-8148-4fbf-999c-8d2266369d74.");

    /// <summary>Parses an ad account ID, without an exception.</summary>
    /// <param name="s">An ad account ID.</param>
    /// <param name="provider">Not used; an ad account ID has no culture.</param>
    /// <param name="result">The ID, or <c>default</c>.</param>
    /// <returns>Whether the text is an ad account ID.</returns>
    public static bool TryParse([NotNullWhen(true)] string? s, IFormatProvider? provider, out AdAccountId result) =>
        TryParse(s.AsSpan(), provider, out result);

    /// <inheritdoc cref="TryParse(string, IFormatProvider, out AdAccountId)"/>
    public static bool TryParse(ReadOnlySpan<char> s, IFormatProvider? provider, out AdAccountId result)
    {
        bool valid = Guid.TryParse(s, out Guid value) && value != Guid.Empty;
        result = valid ? new AdAccountId(value) : default;
        return valid;
    }

    /// <summary>Returns the UUID, or "(none)" for <c>default</c>.</summary>
    /// <returns>The text that <see cref="Parse(string, IFormatProvider)"/> takes.</returns>
    public override string ToString() => _value?.ToString("D") ?? "(none)";
}
