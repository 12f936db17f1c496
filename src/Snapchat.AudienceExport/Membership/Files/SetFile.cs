using System.Buffers;
using System.Buffers.Binary;
using System.IO.Hashing;

namespace Snapchat.AudienceExport.Membership.Files;

/// <summary>The form of a set in a file: the parts one after another, then where each of them ends, then how many they are and the checksum of all these numbers.</summary>
internal static class SetFile
{
    private const int NumberLength = sizeof(long);
    private const int TrailerLength = 2 * NumberLength;

    public static async Task WriteAsync(IStateFile file, IAsyncEnumerable<ReadOnlyMemory<byte>> parts, CancellationToken cancellationToken)
    {
        var numbers = new ArrayBufferWriter<byte>();
        long count = 0, end = 0;
        await foreach (ReadOnlyMemory<byte> part in parts.WithCancellation(cancellationToken).ConfigureAwait(false))
        {
            file.Write(end, part.Span);
            end += part.Length;
            count++;
            Append(numbers, end);
        }

        Append(numbers, count);
        Append(numbers, (long)XxHash3.HashToUInt64(numbers.WrittenSpan));
        file.Write(end, numbers.WrittenSpan);
    }

    /// <returns>Whether there is such a part.</returns>
    /// <exception cref="InvalidDataException">The file is not as it was written.</exception>
    public static bool Read(IStateFile file, int part, IBufferWriter<byte> destination)
    {
        long[] ends = ReadEnds(file);
        int index = part < 0 ? ends.Length + part : part;
        if (index < 0 || index >= ends.Length)
            return false;
        long start = index == 0 ? 0 : ends[index - 1];
        int length = checked((int)(ends[index] - start));
        file.Read(start, destination.GetSpan(length)[..length]);
        destination.Advance(length);
        return true;
    }

    private static long[] ReadEnds(IStateFile file)
    {
        Span<byte> trailer = stackalloc byte[TrailerLength];
        if (file.Length < TrailerLength)
            throw new InvalidDataException("The file is too short.");
        file.Read(file.Length - TrailerLength, trailer);
        long count = BinaryPrimitives.ReadInt64LittleEndian(trailer);
        if (count < 0 || count > (file.Length - TrailerLength) / NumberLength)
            throw new InvalidDataException("The file has more parts than it has room for.");
        byte[] numbers = new byte[(count + 1) * NumberLength];
        file.Read(file.Length - NumberLength - numbers.Length, numbers);
        if (XxHash3.HashToUInt64(numbers) != BinaryPrimitives.ReadUInt64LittleEndian(trailer[NumberLength..]))
            throw new InvalidDataException("The checksum of the file is wrong.");
        long[] ends = new long[count];
        for (int i = 0; i < ends.Length; i++)
            ends[i] = BinaryPrimitives.ReadInt64LittleEndian(numbers.AsSpan(i * NumberLength));
        return ends;
    }

    private static void Append(ArrayBufferWriter<byte> numbers, long number)
    {
        BinaryPrimitives.WriteInt64LittleEndian(numbers.GetSpan(NumberLength), number);
        numbers.Advance(NumberLength);
    }
}
