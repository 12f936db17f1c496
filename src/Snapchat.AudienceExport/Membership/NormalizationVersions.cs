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

    /// <summary>Refuses what a later version of this library has kept: its rules are not known here.</summary>
    /// <exception cref="MembershipStateException">The digests were made by later rules.</exception>
    public static void Check(KindState kept)
    {
        int known = Of(kept.Kind);
        if (kept.RuleVersion > known)
            throw new MembershipStateException($"The identifiers of kind {kept.Kind} were normalized by later rules (version {kept.RuleVersion}, known up to {known}): run that version of this library.");
    }
}
