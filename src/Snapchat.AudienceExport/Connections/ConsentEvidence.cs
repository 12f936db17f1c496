using System.Security.Cryptography;
using System.Text;

namespace Snapchat.AudienceExport.Connections;

/// <summary>Says for the records what became of a consent, since a connection holds its latest one alone.</summary>
internal static class ConsentEvidence
{
    /// <returns>One sentence, or null if the consent is the same as before.</returns>
    public static string? OfChange(ConsentRecord? before, ConsentRecord? after)
    {
        if (after == before)
            return null;
        return after is not null ? $"{Describe(after)} is in place." : $"{Describe(before!)} is gone.";
    }

    private static string Describe(ConsentRecord consent)
    {
        string account = consent.SnapchatAccount is { } id ? $"Snapchat account {id}" : "the Snapchat account that is authenticated first";
        string hash = Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(consent.Text)));
        return $"The consent of {consent.GivenBy.Id} to version {consent.Version} of the wording (SHA-256 {hash}), for {account},";
    }
}
