using System.Text;

namespace Snapchat.AudienceExport.Fuzzing;

/// <summary>Damages bytes that were valid, in a few places, in the ways in which parsers have been broken before.</summary>
internal static class Mutator
{
    private const int MaxDamages = 4;
    private const int MaxLength = 64;

    // What means something to one format or another: JSON, CSV, URIs, numbers, text.
    private static readonly byte[][] Tokens =
    [
        .. new[]
        {
            "\0", "\"", "\\", "\\u0000", "\\ud800", "{", "}", "[", "]", ":", ",", ";", "\t", "\r", "\n", "\uFEFF", "\u202E", "\uFFFF", "null", "true", "{}", "[]", "\"\"", "-1", "0", "1e999", "-0.0",
            "9223372036854775808", "2147483648", "NaN", "%00", "%", "%ff", "&", "=", "#", "?", "//", "://", "..", "'", "--", "<script>", "canary@example.com",
        }.Select(Encoding.UTF8.GetBytes),
        [0xFF], [0xC0, 0x80], [0xED, 0xA0, 0x80], [0xF4, 0x90, 0x80, 0x80], [0xE2, 0x82],
        .. new[] { 100, 1000, 10_000 }.Select(static depth => Encoding.UTF8.GetBytes(new string('[', depth))),
    ];

    public static byte[] Damage(ReadOnlySpan<byte> valid, Random random)
    {
        List<byte> bytes = [.. valid];
        for (int left = random.Next(1, MaxDamages + 1); left > 0; left--)
            DamageOnce(bytes, random);
        return [.. bytes];
    }

    public static string Damage(string valid, Random random) => Encoding.UTF8.GetString(Damage(Encoding.UTF8.GetBytes(valid), random));

    private static void DamageOnce(List<byte> bytes, Random random)
    {
        int at = random.Next(bytes.Count + 1);
        int length = random.Next(1, Math.Min(MaxLength, bytes.Count - at) + 1);
        switch (random.Next(6))
        {
            case 0 when at < bytes.Count:
                bytes[at] ^= (byte)(1 << random.Next(8));
                break;
            case 1 when at < bytes.Count:
                bytes[at] = (byte)random.Next(256);
                break;
            case 2 when at + length <= bytes.Count:
                bytes.RemoveRange(at, length);
                break;
            case 3 when at + length <= bytes.Count:
                bytes.InsertRange(random.Next(bytes.Count + 1), bytes.GetRange(at, length));
                break;
            case 4:
                bytes.RemoveRange(at, bytes.Count - at);
                break;
            default:
                bytes.InsertRange(at, Tokens[random.Next(Tokens.Length)]);
                break;
        }
    }
}
