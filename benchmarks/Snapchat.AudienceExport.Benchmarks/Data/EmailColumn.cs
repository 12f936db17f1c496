using System.Text;

namespace Snapchat.AudienceExport.Benchmarks.Data;

/// <summary>Addresses as one UTF-8 column; the measured strings are made from it.</summary>
internal sealed class EmailColumn
{
    private readonly byte[] _utf8;
    private readonly int[] _offsets;

    public EmailColumn(byte[] utf8, int[] offsets)
    {
        _utf8 = utf8;
        _offsets = offsets;
    }

    public int Count => _offsets.Length - 1;

    public int Bytes => _offsets[^1];

    public double BytesPerEmail => (double)Bytes / Count;

    public Utf8Column AsColumn() => new(_utf8, _offsets);

    /// <summary>Copies some rows into a column of their own.</summary>
    public EmailColumn Slice(int start, int count)
    {
        int first = _offsets[start];
        int[] offsets = _offsets[start..(start + count + 1)];
        for (int i = 0; i < offsets.Length; i++)
            offsets[i] -= first;
        return new EmailColumn(_utf8[first..(first + offsets[^1])], offsets);
    }

    public void CopyTo(Span<byte> utf8, Span<int> offsets)
    {
        _utf8.AsSpan(0, Bytes).CopyTo(utf8);
        _offsets.CopyTo(offsets);
    }

    public string[] ToStrings()
    {
        string[] strings = new string[Count];
        Utf8Column column = AsColumn();
        for (int row = 0; row < strings.Length; row++)
            strings[row] = Encoding.UTF8.GetString(column[row]);
        return strings;
    }

    /// <summary>Applies the exact rule to each row and keeps those that are valid, as the platform's hash wants them.</summary>
    public EmailColumn Normalize()
    {
        var normalized = new EmailColumnBuilder(Count, Bytes + (2 * EmailNormalizer.MaxLength));
        Span<byte> address = stackalloc byte[EmailNormalizer.MaxLength];
        Utf8Column column = AsColumn();
        for (int row = 0; row < Count; row++)
        {
            if (EmailNormalizer.Normalize(column[row], address, out int length) == IdentifierStatus.Valid)
                normalized.Add(address[..length]);
        }

        return normalized.Build();
    }
}
