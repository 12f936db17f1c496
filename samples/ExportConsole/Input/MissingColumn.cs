using ExportConsole.CommandLine;
using Snapchat.AudienceExport;

namespace ExportConsole.Input;

/// <summary>The sentence about a column that is not there. The names that are there stay unsaid: in a file without a header line they are a customer's data.</summary>
internal static class MissingColumn
{
    public static UsageException Of(string owner, IdentifierMapping mapping) => new(mapping.Kind switch
    {
        IdentifierKind.Phone => $"{owner} has no column named '{mapping.Field}'; name the one with the phone numbers with --phone-field.",
        IdentifierKind.MobileAdId => $"{owner} has no column named '{mapping.Field}'; name the one with the advertising IDs with --mobile-id-field.",
        _ => $"{owner} has no column named '{mapping.Field}'; name the one with the addresses with --email-field.",
    });
}
