using System.Text;

namespace Snapchat.AudienceExport.Tests.Kernels;

/// <summary>Random values around the border between the ordinary address and everything else, always the same for a seed.</summary>
internal sealed class AddressFuzz(int seed)
{
    private static readonly string[] Odd =
        ["@", "@", ".", ".", "..", "\"", " ", "\t", "\0", "\u007F", ",", ":", "(", "[", "\\", "<", "ü", "İ", "Σ", "K", "\u00A0", "\u200B", "\uFEFF", "😀", "a", "Z", "0"];

    private const string Ordinary = "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789!#$%&'*+-/=?^_`{|}~";

    private readonly Random _random = new(seed);

    /// <summary>Makes a value of valid UTF-16: mostly an ordinary address, with an odd piece at any place in every third.</summary>
    public string Next()
    {
        int length = _random.Next(8) switch { 0 => _random.Next(0, 12), 1 => _random.Next(50, 70), 2 => _random.Next(100, 135), 3 => _random.Next(240, 270), _ => _random.Next(8, 56) };
        var text = new StringBuilder(length + 4);
        int at = _random.Next(0, Math.Max(1, length));
        int dot = at + 1 + _random.Next(0, Math.Max(1, length - at));
        for (int i = 0; i < length; i++)
            text.Append(i == at ? '@' : i == dot ? '.' : Ordinary[_random.Next(Ordinary.Length)]);
        if (_random.Next(3) == 0)
            text.Insert(_random.Next(text.Length + 1), Odd[_random.Next(Odd.Length)]);
        if (_random.Next(40) == 0)
            return new string([.. Enumerable.Range(0, _random.Next(62, 67)).Select(_ => "0123456789abcdefABCDEF"[_random.Next(22)])]);
        return text.ToString();
    }

    /// <summary>Makes a value of bytes: as <see cref="Next"/>, with any byte at any place in every fourth.</summary>
    public byte[] NextBytes()
    {
        byte[] bytes = Encoding.UTF8.GetBytes(Next());
        if (bytes.Length > 0 && _random.Next(4) == 0)
            bytes[_random.Next(bytes.Length)] = (byte)_random.Next(256);
        return bytes;
    }
}
