using Snapchat.AudienceExport;

namespace ExportConsole.CommandLine;

/// <summary>Which columns hold identifiers, as the command line says it.</summary>
internal sealed record IdentifierFields
{
    /// <summary>The columns with email addresses; empty means the usual one, where there is one.</summary>
    public IReadOnlyList<string> Emails { get; init; } = [];

    public IReadOnlyList<string> Phones { get; init; } = [];

    public IReadOnlyList<string> MobileAdIds { get; init; } = [];

    /// <summary>The region of phone numbers without a country code, or null.</summary>
    public string? Region { get; init; }

    /// <summary>The columns that hold SHA-256 digests already.</summary>
    public IReadOnlyList<string> Hashed { get; init; } = [];

    private bool HasOthersThanEmails => Phones.Count > 0 || MobileAdIds.Count > 0;

    /// <summary>Maps the columns of a source.</summary>
    /// <param name="columns">The columns that the source has.</param>
    /// <returns>The mapping; what it names that the source lacks is still in it.</returns>
    /// <exception cref="UsageException">A column is declared as hashed, and holds no identifiers.</exception>
    public IReadOnlyList<IdentifierMapping> Map(IReadOnlyCollection<string> columns)
    {
        IReadOnlyList<string> emails = Emails.Count > 0 ? Emails
            : HasOthersThanEmails && !columns.Contains(SegmentSource.EmailField, StringComparer.Ordinal) ? [] : [SegmentSource.EmailField];
        IdentifierMapping[] mappings =
        [
            .. emails.Select(field => Map(IdentifierKind.Email, field)),
            .. Phones.Select(field => Map(IdentifierKind.Phone, field) with { DefaultRegion = Region?.ToUpperInvariant() }),
            .. MobileAdIds.Select(field => Map(IdentifierKind.MobileAdId, field)),
        ];
        string[] unknown = [.. Hashed.Except(mappings.Select(static mapping => mapping.Field), StringComparer.Ordinal)];
        return unknown.Length == 0
            ? mappings
            : throw new UsageException($"--hashed declares '{unknown[0]}', which no other option names; name it with --email-field, --phone-field or --mobile-id-field too.");
    }

    private IdentifierMapping Map(IdentifierKind kind, string field) => new(kind, field) { IsHashed = Hashed.Contains(field, StringComparer.Ordinal) };
}
