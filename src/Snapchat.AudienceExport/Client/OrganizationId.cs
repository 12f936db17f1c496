using System.Diagnostics.CodeAnalysis;
using System.Text.Json.Serialization;

namespace Snapchat.AudienceExport;

/// <summary>The ID of a Snapchat organization: a UUID. It is not the ID of one of its ad accounts, which looks alike.</summary>
/// <remarks><c>default</c> names no organization: <see cref="Value"/> throws on it.</remarks>
[JsonConverter(typeof(ParsableJsonConverter<OrganizationId>))]
public readonly record struct OrganizationId : ISpanParsable<OrganizationId>
{
    private readonly Guid? _value;

    private OrganizationId(Guid value) => _value = value;

    /// <summary>Gets the UUID.</summary>
    /// <exception cref="InvalidOperationException">The value is <c>default</c>.</exception>
    public Guid Value => _value ?? throw new InvalidOperationException("This OrganizationId is default and names no organization; use OrganizationId.Parse.");

    /// <summary>Parses an organization ID.</summary>
    /// <param name="s">An organization ID.</param>
    /// <param name="provider">Not used; an organization ID has no culture.</param>
    /// <returns>The ID.</returns>
    /// <exception cref="FormatException">The text is not an organization ID.</exception>
    public static OrganizationId Parse(string s, IFormatProvider? provider = null)
    {
        ArgumentNullException.ThrowIfNull(s);
        return Parse(s.AsSpan(), provider);
    }

    /// <inheritdoc cref="Parse(string, IFormatProvider)"/>
    public static OrganizationId Parse(ReadOnlySpan<char> s, IFormatProvider? provider = null) =>
        TryParse(s, provider, out OrganizationId result) ? result : throw new FormatException("An organization ID is a UUID, as in 40d6719b-da09-410b-9185-0cc9c0dfed1d.");

    /// <summary>Parses an organization ID, without an exception.</summary>
    /// <param name="s">An organization ID.</param>
    /// <param name="provider">Not used; an organization ID has no culture.</param>
    /// <param name="result">The ID, or <c>default</c>.</param>
    /// <returns>Whether the text is an organization ID.</returns>
    public static bool TryParse([NotNullWhen(true)] string? s, IFormatProvider? provider, out OrganizationId result) =>
        TryParse(s.AsSpan(), provider, out result);

    /// <inheritdoc cref="TryParse(string, IFormatProvider, out OrganizationId)"/>
    public static bool TryParse(ReadOnlySpan<char> s, IFormatProvider? provider, out OrganizationId result)
    {
        bool valid = Guid.TryParse(s, out Guid value) && value != Guid.Empty;
        result = valid ? new OrganizationId(value) : default;
        return valid;
    }

    /// <summary>Returns the UUID, or "(none)" for <c>default</c>.</summary>
    /// <returns>The text that <see cref="Parse(string, IFormatProvider)"/> takes.</returns>
    public override string ToString() => _value?.ToString("D") ?? "(none)";
}
