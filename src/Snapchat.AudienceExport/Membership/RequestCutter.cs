using System.IO.Hashing;
using System.Runtime.InteropServices;

namespace Snapchat.AudienceExport.Membership;

/// <summary>Cuts a column into requests while its digests pass by in their order.</summary>
internal sealed class RequestCutter(PlanColumn column, int maxCount)
{
    private readonly XxHash3 _checksum = new();
    private readonly List<RequestCut> _cuts = [];
    private long _start;
    private int _count;

    public static ulong ChecksumOf(ReadOnlySpan<Sha256Digest> digests) => XxHash3.HashToUInt64(MemoryMarshal.AsBytes(digests));

    public void Add(ReadOnlySpan<Sha256Digest> digests)
    {
        while (!digests.IsEmpty)
        {
            int length = Math.Min(digests.Length, maxCount - _count);
            _checksum.Append(MemoryMarshal.AsBytes(digests[..length]));
            _count += length;
            digests = digests[length..];
            if (_count == maxCount)
                Cut();
        }
    }

    /// <returns>All requests of the column.</returns>
    public IReadOnlyList<RequestCut> Finish()
    {
        if (_count > 0)
            Cut();
        return _cuts;
    }

    private void Cut()
    {
        _cuts.Add(new RequestCut(column, _start, _count, _checksum.GetCurrentHashAsUInt64()));
        _checksum.Reset();
        _start += _count;
        _count = 0;
    }
}
