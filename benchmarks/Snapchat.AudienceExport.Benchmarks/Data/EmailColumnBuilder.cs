namespace Snapchat.AudienceExport.Benchmarks.Data;

/// <summary>Puts addresses one after another into a column.</summary>
internal sealed class EmailColumnBuilder(int capacity, int bytes)
{
    private readonly List<int> _offsets = new(capacity + 1) { 0 };
    private byte[] _utf8 = new byte[bytes];

    public int Count => _offsets.Count - 1;

    public ReadOnlySpan<byte> this[int row] => _utf8.AsSpan(_offsets[row].._offsets[row + 1]);

    public void Add(params ReadOnlySpan<byte> email)
    {
        int start = _offsets[^1];
        if (_utf8.Length - start < email.Length)
            Array.Resize(ref _utf8, 2 * (_utf8.Length + email.Length));
        email.CopyTo(_utf8.AsSpan(start));
        _offsets.Add(start + email.Length);
    }

    public EmailColumn Build() => new(_utf8, [.. _offsets]);
}
