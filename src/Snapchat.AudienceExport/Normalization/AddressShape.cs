namespace Snapchat.AudienceExport.Normalization;

/// <summary>Checks the <c>@</c> and the domain of a lower-cased address without forbidden characters, so that an opening quote encloses the local part.</summary>
internal static class AddressShape
{
    public static IdentifierStatus Check(ReadOnlySpan<byte> address)
    {
        int at = address.LastIndexOf((byte)'@');
        if (at < 0)
            return IdentifierStatus.MissingAt;
        ReadOnlySpan<byte> local = address[..at];
        if (!local.StartsWith((byte)'"') && local.Contains((byte)'@'))
            return IdentifierStatus.SeveralAt;
        if (local.IsEmpty)
            return IdentifierStatus.EmptyLocalPart;
        return IsDomain(address[(at + 1)..]) ? IdentifierStatus.Valid : IdentifierStatus.InvalidDomain;
    }

    private static bool IsDomain(ReadOnlySpan<byte> domain)
    {
        bool hasEmptyLabel = domain.StartsWith((byte)'.') || domain.EndsWith((byte)'.') || domain.IndexOf(".."u8) >= 0;
        return !hasEmptyLabel && domain.Contains((byte)'.');
    }
}
