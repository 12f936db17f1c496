using System.Text;

namespace Snapchat.AudienceExport.Tests.Normalization;

/// <summary>Both overloads of the normalizer, in a form that compares well.</summary>
internal static class Normalizers
{
    public static (IdentifierStatus Status, string Normalized) FromChars(string? email)
    {
        Span<byte> destination = stackalloc byte[EmailNormalizer.MaxLength];
        IdentifierStatus status = EmailNormalizer.Normalize(email, destination, out int written);
        return (status, Encoding.UTF8.GetString(destination[..written]));
    }

    public static (IdentifierStatus Status, string Normalized) FromBytes(string? email) => FromBytes(ToUtf8(email ?? ""));

    public static (IdentifierStatus Status, string Normalized) FromBytes(ReadOnlySpan<byte> email)
    {
        Span<byte> destination = stackalloc byte[EmailNormalizer.MaxLength];
        IdentifierStatus status = EmailNormalizer.Normalize(email, destination, out int written);
        return (status, Encoding.UTF8.GetString(destination[..written]));
    }

    /// <summary>Encodes text; a lone surrogate, which UTF-8 cannot express, becomes a byte that UTF-8 does not have.</summary>
    public static byte[] ToUtf8(string value)
    {
        var bytes = new List<byte>(value.Length);
        ReadOnlySpan<char> text = value;
        while (!text.IsEmpty)
        {
            bool valid = Rune.DecodeFromUtf16(text, out Rune rune, out int length) == System.Buffers.OperationStatus.Done;
            bytes.AddRange(valid ? Encoding.UTF8.GetBytes(rune.ToString()) : [0xFF]);
            text = text[length..];
        }

        return [.. bytes];
    }
}
