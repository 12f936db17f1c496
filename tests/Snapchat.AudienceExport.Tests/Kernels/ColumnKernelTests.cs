using System.Globalization;
using System.Text;
using Snapchat.AudienceExport.Hashing;
using Snapchat.AudienceExport.Hashing.Kernels;
using Snapchat.AudienceExport.Tests.Support;

namespace Snapchat.AudienceExport.Tests.Kernels;

/// <summary>Every way to normalize with every way to hash, against the scalar rule and the platform's hash, value by value.</summary>
[Trait("Category", "Kernel")]
public sealed class ColumnKernelTests
{
    private const int LongestValue = 257;

    // 20 pairs of kernels at most: with both kinds of column over 200,000 values in every lane. The long form is for changes to a kernel.
    private static readonly int FuzzedValues = int.Parse(Environment.GetEnvironmentVariable("AUDIENCE_FUZZ_VALUES") ?? "240000", CultureInfo.InvariantCulture);

    public static TheoryData<string, string> Pairs
    {
        get
        {
            var pairs = new TheoryData<string, string>();
            foreach (ColumnKernel column in ColumnKernel.Available)
            {
                foreach (Sha256Kernel hash in Sha256Kernels.Available)
                    pairs.Add(column.Name, hash.Name);
            }

            return pairs;
        }
    }

    [Theory]
    [MemberData(nameof(Pairs))]
    public void EveryLengthAtEveryAlignment_NextToGuardPages(string column, string hash)
    {
        (ColumnKernel columnKernel, Sha256Kernel hashKernel) = Find(column, hash);
        using var memory = new GuardedMemory(8 * LongestValue);
        for (int length = 0; length <= LongestValue; length++)
        {
            byte[] value = Encoding.ASCII.GetBytes(Address(length));
            int shift = length % 64;

            // The value ends at the page behind, begins at the page before, and lies between others at any alignment.
            value.CopyTo(memory.AtEnd(length));
            Check(columnKernel, hashKernel, memory.AtEnd(length), [0, length]);
            Span<byte> shifted = memory.AtStart(shift + (2 * length));
            shifted.Fill((byte)'X');
            value.CopyTo(shifted[shift..]);
            value.CopyTo(shifted[(shift + length)..]);
            Check(columnKernel, hashKernel, shifted, [0, shift, shift + length, shift + (2 * length)]);
        }
    }

    [Theory]
    [MemberData(nameof(Pairs))]
    public void EveryByteAtEveryPlace(string column, string hash)
    {
        (ColumnKernel columnKernel, Sha256Kernel hashKernel) = Find(column, hash);
        foreach (int length in new[] { 20, 55, 56, 64, 119 })
        {
            byte[] address = Encoding.ASCII.GetBytes(Address(length));
            foreach (int place in new[] { 0, 1, length / 2, length - 4, length - 1 })
            {
                byte[] column256 = [.. Enumerable.Range(0, 256).SelectMany(value => { byte[] copy = [.. address]; copy[place] = (byte)value; return copy; })];
                Check(columnKernel, hashKernel, column256, [.. Enumerable.Range(0, 257).Select(row => row * length)]);
            }
        }
    }

    [Theory]
    [MemberData(nameof(Pairs))]
    public void RandomValues(string column, string hash)
    {
        (ColumnKernel columnKernel, Sha256Kernel hashKernel) = Find(column, hash);
        var fuzz = new AddressFuzz(seed: 77);
        const int Rows = 1_000;
        int values = FuzzedValues / (ColumnKernel.Available.Count * Sha256Kernels.Available.Count);
        for (int done = 0; done < values; done += 2 * Rows)
        {
            byte[][] bytes = [.. Enumerable.Range(0, Rows).Select(_ => fuzz.NextBytes())];
            int[] offsets = new int[Rows + 1];
            for (int row = 0; row < Rows; row++)
                offsets[row + 1] = offsets[row] + bytes[row].Length;
            Check(columnKernel, hashKernel, bytes.SelectMany(value => value).ToArray(), offsets);
            Check(columnKernel, hashKernel, [.. Enumerable.Range(0, Rows).Select(row => row % 100 == 0 ? null : fuzz.Next())]);
        }
    }

    [Theory]
    [MemberData(nameof(Pairs))]
    public void StringsOfEveryLength(string column, string hash)
    {
        (ColumnKernel columnKernel, Sha256Kernel hashKernel) = Find(column, hash);
        string?[] values = [null, .. Enumerable.Range(0, LongestValue + 1).Select(Address), .. Enumerable.Range(1, 130).Select(length => Address(length)[1..] + "\u0141"), "lone\uD800@example.com"];

        Check(columnKernel, hashKernel, values);
    }

    private static (ColumnKernel Column, Sha256Kernel Hash) Find(string column, string hash) =>
        (ColumnKernel.Available.Single(kernel => kernel.Name == column), Sha256Kernels.Available.Single(kernel => kernel.Name == hash));

    // An address of exactly that length where there is one; shorter ones are refused.
    private static string Address(int length) => length < 6 ? "a@b.co"[..length] : string.Concat(Enumerable.Range(0, length - 5).Select(i => (char)((i % 2 == 0 ? 'A' : 'a') + (i % 26)))) + "@B.Co";

    private static void Check(ColumnKernel column, Sha256Kernel hash, ReadOnlySpan<byte> utf8, int[] offsets)
    {
        int rows = offsets.Length - 1;
        (Sha256Digest[] digests, IdentifierStatus[] statuses) = (new Sha256Digest[rows], new IdentifierStatus[rows]);
        digests.AsSpan().Fill(new Sha256Digest(new byte[32].Select(_ => (byte)0xEE).ToArray()));

        int valid = column.Utf8(new Utf8Column(utf8, offsets), digests, statuses, hash);

        int expectedValid = 0;
        for (int row = 0; row < rows; row++)
        {
            ReadOnlySpan<byte> value = utf8[offsets[row]..offsets[row + 1]];
            IdentifierStatus status = EmailHasher.Hash(value, out Sha256Digest digest);
            expectedValid += status == IdentifierStatus.Valid ? 1 : 0;
            if (status != statuses[row] || digest != digests[row])
                Assert.Fail($"Row {row} ({Convert.ToHexString(value)}) is {statuses[row]} {digests[row]}, not {status} {digest}.");
        }

        Assert.Equal(expectedValid, valid);
    }

    private static void Check(ColumnKernel column, Sha256Kernel hash, string?[] values)
    {
        (Sha256Digest[] digests, IdentifierStatus[] statuses) = (new Sha256Digest[values.Length], new IdentifierStatus[values.Length]);

        int valid = column.Strings(values, digests, statuses, hash);

        int expectedValid = 0;
        for (int row = 0; row < values.Length; row++)
        {
            IdentifierStatus status = EmailHasher.Hash(values[row], out Sha256Digest digest);
            expectedValid += status == IdentifierStatus.Valid ? 1 : 0;
            if (status != statuses[row] || digest != digests[row])
                Assert.Fail($"Row {row} ('{values[row]}') is {statuses[row]} {digests[row]}, not {status} {digest}.");
        }

        Assert.Equal(expectedValid, valid);
    }
}
