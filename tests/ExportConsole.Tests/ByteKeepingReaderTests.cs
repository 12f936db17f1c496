using System.Text;
using ExportConsole.Input;

namespace ExportConsole.Tests;

/// <summary>The reader that keeps bytes that are not UTF-8.</summary>
public class ByteKeepingReaderTests
{
    [Theory]
    [InlineData(1)]
    [InlineData(7)]
    [InlineData(100_000)]
    public void RandomBytes_AreReadBackWhatTheyWere(int bufferLength)
    {
        // More than a block, mostly text, so that sequences and broken ones fall on the border between blocks.
        var random = new Random(11);
        byte[] bytes =
        [
            .. Enumerable.Range(0, 60_000).SelectMany(_ =>
                random.Next(8) == 0 ? [(byte)random.Next(256)] : Encoding.UTF8.GetBytes(random.Next(2) == 0 ? "Ж" : "𐐀")),
        ];

        string text = Read(new ByteKeepingReader(new MemoryStream(bytes)), bufferLength);

        Assert.Equal(bytes, Restore(text));
    }

    [Theory]
    [InlineData(new byte[] { 0xEF, 0xBB, 0xBF, 0x61 }, new[] { 'a' })]
    [InlineData(new byte[] { 0xFF, 0xFE, 0x61, 0x00, 0x3D, 0xD8 }, new[] { 'a', '\uD83D' })]
    [InlineData(new byte[] { 0xFE, 0xFF, 0x00, 0x61, 0x04 }, new[] { 'a', '\uDC04' })]
    [InlineData(new byte[] { 0x61, 0xC3 }, new[] { 'a', '\uDCC3' })]
    [InlineData(new byte[] { 0xEF, 0xBB }, new[] { '\uDCEF', '\uDCBB' })]
    [InlineData(new byte[0], new char[0])]
    public void FirstAndLastBytes_AreReadAsTheyAre(byte[] bytes, char[] expected) =>
        Assert.Equal(expected, Read(new ByteKeepingReader(new MemoryStream(bytes)), 16));

    private static string Read(TextReader reader, int bufferLength)
    {
        var text = new StringBuilder();
        char[] buffer = new char[bufferLength];
        while (reader.Read(buffer, 0, bufferLength) is > 0 and var count)
            text.Append(buffer, 0, count);
        return text.ToString();
    }

    private static IEnumerable<byte> Restore(string text)
    {
        for (int i = 0; i < text.Length; i++)
        {
            if (char.IsLowSurrogate(text[i]))
            {
                yield return (byte)(text[i] - 0xDC00);
                continue;
            }

            int length = char.IsHighSurrogate(text[i]) ? 2 : 1;
            foreach (byte value in Encoding.UTF8.GetBytes(text.Substring(i, length)))
                yield return value;
            i += length - 1;
        }
    }
}
