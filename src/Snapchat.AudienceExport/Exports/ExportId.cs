using System.Diagnostics.CodeAnalysis;
using System.Text.Json.Serialization;

namespace Snapchat.AudienceExport;

/// <summary>The ID of an export: a UUID of version 7, so that IDs sort by the time they were made.</summary>
/// <remarks><c>default</c> names no export: <see cref="Value"/> throws on it.</remarks>
[JsonConverter(typeof(ParsableJsonConverter<ExportId>))]
public readonly record struct ExportId : ISpanParsable<ExportId>
{
    private readonly Guid? _value;

    private ExportId(Guid value) => _value = value;

    /// <summary>Gets the UUID.</summary>
    /// <exception cref="InvalidOperationException">The value is <c>default</c>.</exception>
    public Guid Value => _value ?? throw new InvalidOperationException("This ExportId is default and names no export; use ExportId.Parse.");

    /// <summary>Makes the ID of a new export.</summary>
    /// <param name="timeProvider">The clock the ID's time is taken from.</param>
    /// <returns>An ID that was never used before.</returns>
    public static ExportId New(TimeProvider timeProvider)
    {
        ArgumentNullException.ThrowIfNull(timeProvider);
        return new ExportId(Guid.CreateVersion7(timeProvider.GetUtcNow()));
    }

    /// <summary>Parses an export ID.</summary>
    /// <param name="s">An export ID.</param>
    /// <param name="provider">Not used; an export ID has no culture.</param>
    /// <returns>The ID.</returns>
    /// <exception cref="FormatException">The text is not an export ID.</exception>
    public static ExportId Parse(string s, IFormatProvider? provider = null)
    {
        ArgumentNullException.ThrowIfNull(s);
        return Parse(s.AsSpan(), provider);
    }

    /// <inheritdoc cref="Parse(string, IFormatProvider)"/>
    public static ExportId Parse(ReadOnlySpan<char> s, IFormatProvider? provider = null) =>
        TryParse(s, provider, out ExportId result) ? result : throw new FormatException("An export ID is a UUID, as in 01932c07-20a1-7abc-8def-0123456789ab.");

    /// <summary>Parses an export ID, without an exception.</summary>
    /// <param name="s">An export ID.</param>
    /// <param name="provider">Not used; an export ID has no culture.</param>
    /// <param name="result">The ID, or <c>default</c>.</param>
    /// <returns>Whether the text is an export ID.</returns>
    public static bool TryParse([NotNullWhen(true)] string? s, IFormatProvider? provider, out ExportId result) =>
        TryParse(s.AsSpan(), provider, out result);

    /// <inheritdoc cref="TryParse(string, IFormatProvider, out ExportId)"/>
    public static bool TryParse(ReadOnlySpan<char> s, IFormatProvider? provider, out ExportId result)
    {
        bool valid = Guid.TryParse(s, out Guid value) && value != Guid.Empty;
        result = valid ? new ExportId(value) : default;
        return valid;
    }

    /// <summary>Returns the UUID, or "(none)" for <c>default</c>.</summary>
    /// <returns>The text that <see cref="Parse(string, IFormatProvider)"/> takes.</returns>
    public override string ToString() => _value?.ToString("D") ?? "(none)";
}
