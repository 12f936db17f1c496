namespace Snapchat.AudienceExport.Membership;

/// <summary>The versions of the normalization rules: raised whenever the digest of some value would change.</summary>
internal static class NormalizationVersions
{
    /// <summary>Gets the version of the rules of a kind.</summary>
    public static int Of(IdentifierKind kind) => kind switch
    {
        IdentifierKind.Email => 1,
        IdentifierKind.Phone => 1,
        IdentifierKind.MobileAdId => 1,
        _ => throw new ArgumentOutOfRangeException(nameof(kind), kind, "This kind has no rules."),
    };

    /// <summary>Compares what is kept with the rules of this process.</summary>
    /// <returns>Whether the digests were made by other rules: the first run then only adds.</returns>
    /// <exception cref="MembershipStateException">They were made by later rules.</exception>
    public static bool AreOlder(KindState kept, int current) => kept.RuleVersion <= current ? kept.RuleVersion < current : throw new MembershipStateException(
        $"The identifiers of kind {kept.Kind} were normalized by later rules (version {kept.RuleVersion}, known up to {current}): run that version of this library.");
}
