using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using System.Security.Cryptography;
using Snapchat.AudienceExport.Hashing.Kernels;
using Snapchat.AudienceExport.Normalization.Kernels;

namespace Snapchat.AudienceExport.Hashing;

/// <summary>
/// Hashes a column: the ordinary address goes from registers into the next lane of a hash kernel; the odd one is normalized by the exact rule and joins the lanes then,
/// so that they are always full and nothing waits for it.
/// </summary>
/// <typeparam name="TKernel">How ordinary addresses are normalized.</typeparam>
internal ref struct ColumnHasher<TKernel>
    where TKernel : struct, IAddressKernel
{
    private const int MaxOneBlock = 55;
    private const int MaxTwoBlocks = 119;
    private const int OneBlockBytes = PaddedMessages.MaxLanes * PaddedMessages.BlockLength;
    private const int TwoBlockBytes = 2 * OneBlockBytes;
    private const int WindowLength = 2 * PaddedMessages.BlockLength;

    private readonly Span<Sha256Digest> _digests;
    private readonly Span<IdentifierStatus> _statuses;
    private MessageGroup _short;
    private MessageGroup _long;
    private int _unusable;

    private ColumnHasher(Sha256Kernel kernel, Span<byte> messages, Span<Sha256Digest> digests, Span<IdentifierStatus> statuses)
    {
        _digests = digests;
        _statuses = statuses;
        _short = new MessageGroup(kernel, 1, messages[..OneBlockBytes], digests);
        _long = new MessageGroup(kernel, 2, messages[OneBlockBytes..], digests);
    }

    /// <summary>Hashes a column of UTF-8; the lengths are the caller's to check.</summary>
    [SkipLocalsInit]
    public static int Hash(Utf8Column emails, Span<Sha256Digest> digests, Span<IdentifierStatus> statuses, Sha256Kernel kernel)
    {
        var hasher = new ColumnHasher<TKernel>(kernel, stackalloc byte[OneBlockBytes + TwoBlockBytes], digests, statuses);
        Span<byte> window = stackalloc byte[WindowLength];
        ReadOnlySpan<byte> utf8 = emails.Utf8;
        ReadOnlySpan<int> offsets = emails.Offsets;
        for (int row = 0; row < emails.Count; row++)
        {
            int start = offsets[row];
            ReadOnlySpan<byte> email = utf8[start..offsets[row + 1]];
            if (email.Length is 0 or > MaxTwoBlocks)
            {
                hasher.AddOdd(row, email);
                continue;
            }

            // Kernels read a whole window. At the end of the column there is none left, so the last rows are copied to where there is.
            scoped ref readonly byte text = ref MemoryMarshal.GetReference(email);
            if (utf8.Length - start < WindowLength)
            {
                email.CopyTo(window);
                text = ref MemoryMarshal.GetReference(window);
            }

            if (!hasher.TryAddOrdinary(row, in text, email.Length))
                hasher.AddOdd(row, email);
        }

        return hasher.Finish(emails.Count);
    }

    /// <summary>Hashes a column of strings; the lengths are the caller's to check.</summary>
    [SkipLocalsInit]
    public static int Hash(ReadOnlySpan<string?> emails, Span<Sha256Digest> digests, Span<IdentifierStatus> statuses, Sha256Kernel kernel)
    {
        var hasher = new ColumnHasher<TKernel>(kernel, stackalloc byte[OneBlockBytes + TwoBlockBytes], digests, statuses);
        for (int row = 0; row < emails.Length; row++)
        {
            ReadOnlySpan<char> email = emails[row];
            if (!hasher.TryAddOrdinary(row, email))
                hasher.AddOdd(row, email);
        }

        return hasher.Finish(emails.Length);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private bool TryAddOrdinary(int row, scoped ref readonly byte text, int length)
    {
        if (length <= MaxOneBlock)
        {
            if (!TKernel.TryWriteBlock(in text, length, ref MemoryMarshal.GetReference(_short.Next)))
                return false;
            AddShort(row);
            return true;
        }

        if (!TKernel.TryWriteTwoBlocks(in text, length, ref MemoryMarshal.GetReference(_long.Next)))
            return false;
        AddLong(row);
        return true;
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private bool TryAddOrdinary(int row, ReadOnlySpan<char> email)
    {
        if (email.Length is > 0 and <= MaxOneBlock && TKernel.TryWriteBlock(email, _short.Next))
        {
            AddShort(row);
            return true;
        }

        return email.Length is > MaxOneBlock and <= MaxTwoBlocks && TryAddLong(row, email);
    }

    private bool TryAddLong(int row, ReadOnlySpan<char> email)
    {
        ref byte blocks = ref MemoryMarshal.GetReference(_long.Next);
        if (!Narrowing.TryNarrow(email, _long.Next) || !TKernel.TryWriteTwoBlocks(in blocks, email.Length, ref blocks))
            return false;
        AddLong(row);
        return true;
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private void AddShort(int row)
    {
        _statuses[row] = IdentifierStatus.Valid;
        _short.Add(row);
    }

    private void AddLong(int row)
    {
        _statuses[row] = IdentifierStatus.Valid;
        _long.Add(row);
    }

    [MethodImpl(MethodImplOptions.NoInlining)]
    [SkipLocalsInit]
    private void AddOdd(int row, ReadOnlySpan<byte> email)
    {
        Span<byte> address = stackalloc byte[EmailNormalizer.MaxLength];
        IdentifierStatus status = EmailNormalizer.Normalize(email, address, out int length);
        AddNormalized(row, status, address[..length]);
    }

    [MethodImpl(MethodImplOptions.NoInlining)]
    [SkipLocalsInit]
    private void AddOdd(int row, ReadOnlySpan<char> email)
    {
        Span<byte> address = stackalloc byte[EmailNormalizer.MaxLength];
        IdentifierStatus status = EmailNormalizer.Normalize(email, address, out int length);
        AddNormalized(row, status, address[..length]);
    }

    private void AddNormalized(int row, IdentifierStatus status, scoped ReadOnlySpan<byte> address)
    {
        _statuses[row] = status;
        if (status != IdentifierStatus.Valid)
        {
            _unusable++;
            _digests[row] = status == IdentifierStatus.AlreadyHashed ? Sha256Digest.FromHex(address) : default;
            return;
        }

        if (address.Length <= MaxOneBlock)
            Add(ref _short, row, address);
        else if (address.Length <= MaxTwoBlocks)
            Add(ref _long, row, address);
        else
            SHA256.HashData(address, MemoryMarshal.AsBytes(_digests.Slice(row, 1)));
    }

    private static void Add(scoped ref MessageGroup group, int row, scoped ReadOnlySpan<byte> address)
    {
        address.CopyTo(group.Next);
        PaddedMessages.Pad(group.Next, address.Length);
        group.Add(row);
    }

    private int Finish(int rows)
    {
        _short.Flush();
        _long.Flush();
        return rows - _unusable;
    }
}
