using System.Buffers.Text;
using System.Text;

namespace Snapchat.AudienceExport.Benchmarks.Data;

/// <summary>Invented addresses as a good list has them: distinct, ASCII, of mixed case, 27.9 bytes on average. The same for every run.</summary>
internal static class CleanEmails
{
    /// <summary>The usual number of rows.</summary>
    public const int UsualCount = 1 << 20;

    private const int Seed = 20260801;
    private const int MaxLength = 55;

    private static readonly string[] FirstNames =
        ["anna", "ben", "chiara", "david", "elena", "fatima", "georg", "hiroshi", "ines", "jamal", "katarina", "liam", "mei", "noah", "olga", "priya"];

    private static readonly string[] LastNames =
        ["smith", "garcia", "mueller", "rossi", "nguyen", "kowalski", "okafor", "tanaka", "silva", "lee", "petrov", "haddad", "janssen", "bauer", "moreau", "lind"];

    private static readonly string[] Domains =
        ["mail.test", "web.test", "post.test", "example.org", "inbox.test", "shop.test", "uni.test", "example.com"];

    public static EmailColumn Generate(int count)
    {
        var random = new Random(Seed);
        var emails = new EmailColumnBuilder(count, 30 * count);
        Span<byte> email = stackalloc byte[MaxLength];
        for (int row = 0; row < count; row++)
            emails.Add(email[..Write(random, row, email)]);
        return emails.Build();
    }

    /// <summary>Writes the address of a row: <c>first.last</c>, a number that no other row has, and a domain.</summary>
    /// <returns>Its length.</returns>
    public static int Write(Random random, int row, Span<byte> destination)
    {
        int length = 0;
        Append(destination, ref length, Pick(random, FirstNames));
        Append(destination, ref length, ".");
        Append(destination, ref length, Pick(random, LastNames));
        Utf8Formatter.TryFormat(row, destination[length..], out int digits);
        length += digits;
        Append(destination, ref length, "@");
        Append(destination, ref length, Pick(random, Domains));
        MixCase(random, destination[..length]);
        return length;
    }

    // One address in two is written in lower case, one in four with capital initials, one in four at random.
    private static void MixCase(Random random, Span<byte> email)
    {
        int style = random.Next(4);
        if (style < 2)
            return;
        for (int i = 0; i < email.Length; i++)
        {
            bool isInitial = i == 0 || email[i - 1] is (byte)'.' or (byte)'@';
            if (style == 2 ? isInitial : random.Next(2) == 0)
                email[i] = (byte)char.ToUpperInvariant((char)email[i]);
        }
    }

    private static string Pick(Random random, string[] words) => words[random.Next(words.Length)];

    private static void Append(Span<byte> destination, ref int length, string text) =>
        length += Encoding.ASCII.GetBytes(text, destination[length..]);
}
