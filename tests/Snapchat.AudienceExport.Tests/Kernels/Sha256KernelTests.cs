using System.Security.Cryptography;
using Snapchat.AudienceExport.Hashing.Kernels;
using Snapchat.AudienceExport.Tests.Support;

namespace Snapchat.AudienceExport.Tests.Kernels;

[Trait("Category", "Kernel")]
public sealed class Sha256KernelTests
{
    private const int LongestMessage = 257;

    public static TheoryData<string> Kernels => [.. Sha256Kernels.Available.Select(kernel => kernel.Name)];

    [Theory]
    [MemberData(nameof(Kernels))]
    public void EveryLengthInEveryLane_HasThePlatformsDigest(string name)
    {
        Sha256Kernel kernel = Find(name);
        for (int length = 0; length <= LongestMessage; length++)
        {
            // A message of its own in each lane, all of equally many blocks but of different lengths.
            int blocks = PaddedMessages.BlocksOf(length);
            int[] lengths = [.. Enumerable.Range(0, kernel.Lanes).Select(lane => Math.Max(length - lane, 0)).Select(shorter => PaddedMessages.BlocksOf(shorter) == blocks ? shorter : length)];
            AssertDigests(kernel, blocks, lengths, seed: length);
        }
    }

    [Theory]
    [MemberData(nameof(Kernels))]
    public void AnyAlignmentWithinGuardedMemory_HasThePlatformsDigest(string name)
    {
        Sha256Kernel kernel = Find(name);
        using var memory = new GuardedMemory(2 * PaddedMessages.MaxLanes * PaddedMessages.BlockLength * 2);
        for (int offset = 0; offset < 64; offset++)
        {
            for (int blocks = 1; blocks <= 2; blocks++)
            {
                int length = kernel.Lanes * blocks * PaddedMessages.BlockLength;
                AssertDigests(kernel, blocks, [.. Enumerable.Repeat((blocks * PaddedMessages.BlockLength) - 9, kernel.Lanes)], seed: offset, memory.AtStart(length + offset)[offset..]);
                AssertDigests(kernel, blocks, [.. Enumerable.Repeat((blocks * PaddedMessages.BlockLength) - 9, kernel.Lanes)], seed: offset, memory.AtEnd(length));
            }
        }
    }

    [Theory]
    [MemberData(nameof(Kernels))]
    public void TheShortMessagesOfNist_HaveTheirDigests(string name)
    {
        Sha256Kernel kernel = Find(name);
        string[][] vectors = [.. File.ReadLines(Path.Combine(AppContext.BaseDirectory, "Vectors", "sha256-short-messages.txt")).Where(line => !line.StartsWith('#')).Select(line => line.Split(' '))];
        Assert.Equal(16, vectors.Length);
        foreach (string[] vector in vectors)
        {
            byte[] message = vector[0] == "-" ? [] : Convert.FromHexString(vector[0]);
            int blocks = PaddedMessages.BlocksOf(message.Length);
            byte[] messages = new byte[kernel.Lanes * blocks * PaddedMessages.BlockLength];
            for (int lane = 0; lane < kernel.Lanes; lane++)
                Place(messages, lane, blocks, message);
            var digests = new Sha256Digest[kernel.Lanes];

            kernel.Hash(messages, blocks, digests);

            Assert.All(digests, digest => Assert.Equal(vector[1], digest.ToString()));
        }
    }

    [Theory]
    [MemberData(nameof(Kernels))]
    public void TooLittleRoom_IsRefused(string name)
    {
        Sha256Kernel kernel = Find(name);
        byte[] messages = new byte[kernel.Lanes * PaddedMessages.BlockLength];
        PaddedMessages.Pad(messages.AsSpan(0, PaddedMessages.BlockLength), 3);

        Assert.ThrowsAny<ArgumentException>(() => kernel.Hash(messages.AsSpan(1), 1, new Sha256Digest[kernel.Lanes]));
        Assert.ThrowsAny<ArgumentException>(() => kernel.Hash(messages, 1, new Sha256Digest[kernel.Lanes - 1]));
    }

    private static Sha256Kernel Find(string name) => Sha256Kernels.Available.Single(kernel => kernel.Name == name);

    private static void AssertDigests(Sha256Kernel kernel, int blocks, int[] lengths, int seed, Span<byte> messages = default)
    {
        if (messages.IsEmpty)
            messages = new byte[kernel.Lanes * blocks * PaddedMessages.BlockLength];
        var random = new Random(seed);
        var expected = new Sha256Digest[kernel.Lanes];
        for (int lane = 0; lane < kernel.Lanes; lane++)
        {
            byte[] message = new byte[lengths[lane]];
            random.NextBytes(message);
            Place(messages, lane, blocks, message);
            expected[lane] = new Sha256Digest(SHA256.HashData(message));
        }

        var digests = new Sha256Digest[kernel.Lanes];
        kernel.Hash(messages, blocks, digests);
        Assert.Equal(expected, digests);
    }

    private static void Place(Span<byte> messages, int lane, int blocks, ReadOnlySpan<byte> message)
    {
        Span<byte> padded = messages.Slice(lane * blocks * PaddedMessages.BlockLength, blocks * PaddedMessages.BlockLength);
        message.CopyTo(padded);
        PaddedMessages.Pad(padded, message.Length);
    }
}
