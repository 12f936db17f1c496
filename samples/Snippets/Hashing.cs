using Snapchat.AudienceExport;

namespace Snippets;

internal static class Hashing
{
    public static void Print()
    {
        #region hashing
        IdentifierStatus status = EmailHasher.Hash(" Anna@Example.COM ", out Sha256Digest digest);
        Console.WriteLine($"{status} {digest}");
        #endregion
    }
}
