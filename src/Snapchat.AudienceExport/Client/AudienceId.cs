using System.Diagnostics.CodeAnalysis;
using System.Text.Json.Serialization;

namespace Snapchat.AudienceExport;

/// <summary>The ID of a Snapchat audience (a customer list; the API calls it "segment"): 1 to 20 decimal digits, as in <c>5677923948298240</c>.</summary>
/// <remarks><c>default</c> names no audience: <see cref="Value"/> throws on it.</remarks>
[JsonConverter(typeof(ParsableJsonConverter<AudienceId>))]
public readonly record struct AudienceId : ISpanParsable<AudienceId>
{
    private readonly string? _value;

    private AudienceId(string value) => _value = value;

    /// <summary>Gets the decimal digits.</summary>
    /// <exception cref="InvalidOperationException">The value is <c>default</c>.</exception>
    public string Value => _value ?? throw new InvalidOperationException("This AudienceId is default and names no audience; use AudienceId.Parse.");

    private const int MaxLength = 20;

    /// <summary>Parses an audience ID.</summary>
    /// <param name="s">An audience ID.</param>
    /// <param name="provider">Not used; an audience ID has no culture.</param>
    /// <returns>The ID.</returns>
    /// <exception cref="FormatException">The text is not an audience ID.</exception>
    public static AudienceId Parse(string s, IFormatProvider? provider = null)
    {
        ArgumentNullException.ThrowIfNull(s);
        return Parse(s.AsSpan(), provider);
    }

    /// <inheritdoc cref="Parse(string, IFormatProvider)"/>
    public static AudienceId Parse(ReadOnlySpan<char> s, IFormatProvider? provider = null) =>
        TryParse(s, provider, out AudienceId result) ? result : throw new FormatException("An audience ID is 1 to 20 decimal digits, as in 5677923948298240.");

    /// <summary>Parses an audience ID, without an exception.</summary>
    /// <param name="s">An audience ID.</param>
    /// <param name="provider">Not used; an audience ID has no culture.</param>
    /// <param name="result">The ID, or <c>default</c>.</param>
    /// <returns>Whether the text is an audience ID.</returns>
    public static bool TryParse([NotNullWhen(true)] string? s, IFormatProvider? provider, out AudienceId result) =>
        TryParse(s.AsSpan(), provider, out result);

    /// <inheritdoc cref="TryParse(string, IFormatProvider, out AudienceId)"/>
    public static bool TryParse(ReadOnlySpan<char> s, IFormatProvider? provider, out AudienceId result)
    {
        bool valid = s.Length is >= 1 and <= MaxLength && !s.ContainsAnyExceptInRange('0', '9');
        result = valid ? new AudienceId(s.ToString()) : default;
        return valid;
    }

    /// <summary>Returns the decimal digits, or "(none)" for <c>default</c>.</summary>
    /// <returns>The text that <see cref="Parse(string, IFormatProvider)"/> takes.</returns>
    public override string ToString() => _value ?? "(none)";
}
