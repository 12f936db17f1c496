using System.Security.Cryptography;
using Snapchat.AudienceExport.Hashing.Kernels;

namespace Snapchat.AudienceExport.Tests.Hashing;

public sealed class Sha256KernelsTests
{
    public static TheoryData<string> Kernels => [.. Sha256Kernels.Available.Select(kernel => kernel.Name)];

    [Theory]
    [MemberData(nameof(Kernels))]
    public void EveryLengthHasThePlatformsDigest(string name)
    {
        Sha256Kernel kernel = Sha256Kernels.Available.Single(kernel => string.Equals(kernel.Name, name, StringComparison.Ordinal));
        for (int first = 0; first <= MessageSlots.MaxMessageLength; first++)
        {
            // Groups of every size, with messages of different numbers of blocks side by side.
            int count = 1 + (first % MessageSlots.GroupSize);
            int[] lengths = [.. Enumerable.Range(0, count).Select(message => (first + (message * 67)) % (MessageSlots.MaxMessageLength + 1))];
            byte[] slots = new byte[count * MessageSlots.Stride];
            new Random(first).NextBytes(slots);
            Sha256Digest[] expected = [.. lengths.Select((length, message) => new Sha256Digest(SHA256.HashData(slots.AsSpan(message * MessageSlots.Stride, length))))];
            var digests = new Sha256Digest[count];

            kernel.Hash(slots, lengths, digests);

            Assert.Equal(expected, digests);
        }
    }

    [Fact]
    public void ProductionPicksTheFirstAcceleratedKernel()
    {
        Assert.Same(Sha256Kernels.Accelerated[0], Sha256Kernels.Best);
        Assert.Equal("platform", Sha256Kernels.Best.Name);
        Assert.All(Sha256Kernels.Accelerated, kernel => Assert.Contains(kernel.Name, Sha256Kernels.Available.Select(other => other.Name), StringComparer.Ordinal));
    }
}
