using System.Diagnostics.CodeAnalysis;
using System.Text.Json.Serialization;

namespace Snapchat.AudienceExport;

/// <summary>The ID of a segment at its source: 1 to 200 characters without control characters.</summary>
/// <remarks><c>default</c> names no segment: <see cref="Value"/> throws on it.</remarks>
[JsonConverter(typeof(ParsableJsonConverter<SegmentId>))]
public readonly record struct SegmentId : ISpanParsable<SegmentId>
{
    private readonly string? _value;

    private SegmentId(string value) => _value = value;

    /// <summary>Gets the ID as the source knows it.</summary>
    /// <exception cref="InvalidOperationException">The value is <c>default</c>.</exception>
    public string Value => _value ?? throw new InvalidOperationException("This SegmentId is default and names no segment; use SegmentId.Parse.");

    private const int MaxLength = 200;

    /// <summary>Parses a segment ID.</summary>
    /// <param name="s">A segment ID.</param>
    /// <param name="provider">Not used; a segment ID has no culture.</param>
    /// <returns>The ID.</returns>
    /// <exception cref="FormatException">The text is not a segment ID.</exception>
    public static SegmentId Parse(string s, IFormatProvider? provider = null)
    {
        ArgumentNullException.ThrowIfNull(s);
        return Parse(s.AsSpan(), provider);
    }

    /// <inheritdoc cref="Parse(string, IFormatProvider)"/>
    public static SegmentId Parse(ReadOnlySpan<char> s, IFormatProvider? provider = null) =>
        TryParse(s, provider, out SegmentId result) ? result : throw new FormatException("A segment ID has 1 to 200 characters, none of them a control character.");

    /// <summary>Parses a segment ID, without an exception.</summary>
    /// <param name="s">A segment ID.</param>
    /// <param name="provider">Not used; a segment ID has no culture.</param>
    /// <param name="result">The ID, or <c>default</c>.</param>
    /// <returns>Whether the text is a segment ID.</returns>
    public static bool TryParse([NotNullWhen(true)] string? s, IFormatProvider? provider, out SegmentId result) =>
        TryParse(s.AsSpan(), provider, out result);

    /// <inheritdoc cref="TryParse(string, IFormatProvider, out SegmentId)"/>
    public static bool TryParse(ReadOnlySpan<char> s, IFormatProvider? provider, out SegmentId result)
    {
        bool valid = s.Length is >= 1 and <= MaxLength && !s.IsWhiteSpace() && !s.ContainsAnyInRange('\u0000', '\u001F') && !s.ContainsAnyInRange('\u007F', '\u009F');
        result = valid ? new SegmentId(s.ToString()) : default;
        return valid;
    }

    /// <summary>Returns the ID as the source knows it, or "(none)" for <c>default</c>.</summary>
    /// <returns>The text that <see cref="Parse(string, IFormatProvider)"/> takes.</returns>
    public override string ToString() => _value ?? "(none)";
}
