using System.Diagnostics.CodeAnalysis;
using System.Text.Json.Serialization;

namespace Snapchat.AudienceExport;

/// <summary>The ID of a connection: a UUID of version 7, so that IDs sort by the time they were made.</summary>
/// <remarks><c>default</c> names no connection: <see cref="Value"/> throws on it.</remarks>
[JsonConverter(typeof(ParsableJsonConverter<ConnectionId>))]
public readonly record struct ConnectionId : ISpanParsable<ConnectionId>
{
    private readonly Guid? _value;

    private ConnectionId(Guid value) => _value = value;

    /// <summary>Gets the UUID.</summary>
    /// <exception cref="InvalidOperationException">The value is <c>default</c>.</exception>
    public Guid Value => _value ?? throw new InvalidOperationException("This ConnectionId is default and names no connection; use ConnectionId.Parse.");

    /// <summary>Makes the ID of a new connection.</summary>
    /// <param name="timeProvider">The clock the ID's time is taken from.</param>
    /// <returns>An ID that was never used before.</returns>
    public static ConnectionId New(TimeProvider timeProvider)
    {
        ArgumentNullException.ThrowIfNull(timeProvider);
        return new ConnectionId(Guid.CreateVersion7(timeProvider.GetUtcNow()));
    }

    /// <summary>Parses a connection ID.</summary>
    /// <param name="s">A connection ID.</param>
    /// <param name="provider">Not used; a connection ID has no culture.</param>
    /// <returns>The ID.</returns>
    /// <exception cref="FormatException">The text is not a connection ID.</exception>
    public static ConnectionId Parse(string s, IFormatProvider? provider = null)
    {
        ArgumentNullException.ThrowIfNull(s);
        return Parse(s.AsSpan(), provider);
    }

    /// <inheritdoc cref="Parse(string, IFormatProvider)"/>
    public static ConnectionId Parse(ReadOnlySpan<char> s, IFormatProvider? provider = null) =>
        TryParse(s, provider, out ConnectionId result) ? result : throw new FormatException("A connection ID is a UUID, as in 01932c07-20a1-7abc-8def-0123456789ab.");

    /// <summary>Parses a connection ID, without an exception.</summary>
    /// <param name="s">A connection ID.</param>
    /// <param name="provider">Not used; a connection ID has no culture.</param>
    /// <param name="result">The ID, or <c>default</c>.</param>
    /// <returns>Whether the text is a connection ID.</returns>
    public static bool TryParse([NotNullWhen(true)] string? s, IFormatProvider? provider, out ConnectionId result) =>
        TryParse(s.AsSpan(), provider, out result);

    /// <inheritdoc cref="TryParse(string, IFormatProvider, out ConnectionId)"/>
    public static bool TryParse(ReadOnlySpan<char> s, IFormatProvider? provider, out ConnectionId result)
    {
        bool valid = Guid.TryParse(s, out Guid value) && value != Guid.Empty;
        result = valid ? new ConnectionId(value) : default;
        return valid;
    }

    /// <summary>Returns the UUID, or "(none)" for <c>default</c>.</summary>
    /// <returns>The text that <see cref="Parse(string, IFormatProvider)"/> takes.</returns>
    public override string ToString() => _value?.ToString("D") ?? "(none)";
}
