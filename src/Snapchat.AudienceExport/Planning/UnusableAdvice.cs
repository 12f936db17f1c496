namespace Snapchat.AudienceExport.Planning;

/// <summary>What to do where no profile has a usable identifier: most often it is the mapping that is wrong, and the reason that prevails says how.</summary>
internal static class UnusableAdvice
{
    /// <summary>Returns the advice, to stand after a semicolon.</summary>
    public static string For(IEnumerable<IdentifierCounts> kinds) => PrevailingReason(kinds) switch
    {
        IdentifierStatus.MissingCountryCode => "the phone numbers have no country code, so give the field a default region",
        IdentifierStatus.AlreadyHashed => "the mapped field holds SHA-256 digests, so declare it as hashed",
        IdentifierStatus.NotHashed => "the mapped field is declared as hashed and holds something else, so take that back or map the right field",
        _ => "check that the mapped field is the right one",
    };

    private static IdentifierStatus? PrevailingReason(IEnumerable<IdentifierCounts> kinds) =>
        kinds.SelectMany(static counts => counts.Refused).GroupBy(static reason => reason.Key, static reason => reason.Value).MaxBy(static counts => counts.Sum())?.Key;
}
