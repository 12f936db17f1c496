using System.Text;

namespace Snapchat.AudienceExport.Tests.Profiles;

public sealed class ProfileChunkBuilderTests
{
    private const int MaxRows = 8192;

    [Fact]
    public void RowsBecomeColumns()
    {
        using var builder = new ProfileChunkBuilder(2);
        builder.Append(1, "zwei");
        builder.Append(0, "eins"u8);
        builder.EndRow();
        builder.Append(1, "日本\U0001F600");
        builder.EndRow();
        builder.EndRow();
        builder.Append(0, "");
        builder.EndRow();
        Assert.Equal(4, builder.Count);

        using ProfileChunk chunk = builder.Build();

        Assert.Equal(4, chunk.Count);
        Assert.Equal(2, chunk.FieldCount);
        Assert.Equal(["eins", "", "", ""], chunk.Column(0));
        Assert.Equal(["zwei", "日本\U0001F600", "", ""], chunk.Column(1));
        Assert.Equal(0, builder.Count);
    }

    [Fact]
    public void OrdinalsGoOnFromChunkToChunk()
    {
        using var builder = new ProfileChunkBuilder(1);
        long[] ordinals = new long[3];
        for (int i = 0; i < ordinals.Length; i++)
        {
            builder.EndRow();
            builder.EndRow();
            using ProfileChunk chunk = builder.Build();
            ordinals[i] = chunk.FirstOrdinal;
        }

        Assert.Equal([0, 2, 4], ordinals);
    }

    [Fact]
    public void ChunkMayBeEmpty()
    {
        using var builder = new ProfileChunkBuilder(2);
        using ProfileChunk chunk = builder.Build();

        Assert.Equal(0, chunk.Count);
        Assert.Equal(0, chunk.GetColumn(1).Count);
    }

    [Fact]
    public void LargeValuesGrowTheColumn()
    {
        string ascii = new('a', 1 << 20);
        string wide = new('\u3042', 1 << 20);
        using var builder = new ProfileChunkBuilder(2);
        builder.Append(0, "first");
        builder.EndRow();
        builder.Append(0, ascii);
        builder.Append(1, wide);
        builder.EndRow();
        Assert.True(builder.IsFull);
        builder.Append(0, Encoding.UTF8.GetBytes(wide));
        builder.EndRow();

        using ProfileChunk chunk = builder.Build();

        Assert.False(builder.IsFull);
        Assert.Equal(["first", ascii, wide], chunk.Column(0));
        Assert.Equal(["", wide, ""], chunk.Column(1));
    }

    // Each lone surrogate becomes one byte that UTF-8 does not have.
    [Theory]
    [InlineData(new[] { '\uD800' }, "FF")]
    [InlineData(new[] { 'a', '\uDC00', 'b' }, "61FF62")]
    [InlineData(new[] { '\uDC00', '\uD800' }, "FFFF")]
    [InlineData(new[] { '\uD800', '\uD83D', '\uDE00', '\uD800' }, "FFF09F9880FF")]
    [InlineData(new[] { '\u00E4', '\uD800', '\u00E4' }, "C3A4FFC3A4")]
    public void LoneSurrogateStaysInvalid(char[] value, string expected)
    {
        using var builder = new ProfileChunkBuilder(1);
        builder.Append(0, value);
        builder.EndRow();
        using ProfileChunk chunk = builder.Build();

        ReadOnlySpan<byte> utf8 = chunk.GetColumn(0)[0];

        Assert.Equal(expected, Convert.ToHexString(utf8));
        Assert.Equal(IdentifierStatus.InvalidText, EmailHasher.Hash(utf8, out _));
    }

    [Fact]
    public void ChunkIsFullWithItsLastRow()
    {
        using var builder = new ProfileChunkBuilder(1);
        for (int row = 1; row < MaxRows; row++)
            builder.EndRow();
        Assert.False(builder.IsFull);
        builder.EndRow();

        Assert.True(builder.IsFull);
        Assert.Throws<InvalidOperationException>(builder.EndRow);
        Assert.Throws<InvalidOperationException>(() => builder.Append(0, "x"));
        using ProfileChunk chunk = builder.Build();
        Assert.Equal(MaxRows, chunk.Count);
        builder.EndRow();
        Assert.Equal(1, builder.Count);
    }

    [Fact]
    public void MisuseIsRefused()
    {
        Assert.Throws<ArgumentOutOfRangeException>("fieldCount", () => new ProfileChunkBuilder(0));
        using var builder = new ProfileChunkBuilder(1);
        builder.Append(0, "a");

        Assert.Throws<InvalidOperationException>(() => builder.Append(0, "b"));
        Assert.Throws<InvalidOperationException>(builder.Build);
        Assert.Throws<IndexOutOfRangeException>(() => builder.Append(1, "b"));
        builder.EndRow();
        using ProfileChunk chunk = builder.Build();
        Assert.Equal(["a"], chunk.Column(0));
    }

    [Fact]
    public void NothingCanBeDoneAfterDisposal()
    {
        var builder = new ProfileChunkBuilder(1);
        builder.Append(0, "never ended");
        builder.Dispose();
        builder.Dispose();

        Assert.Throws<ObjectDisposedException>(() => builder.Append(0, "b"));
        Assert.Throws<ObjectDisposedException>(builder.EndRow);
        Assert.Throws<ObjectDisposedException>(builder.Build);
    }

    [Fact]
    public void DisposedChunkLeavesNoValueBehind()
    {
        using var builder = new ProfileChunkBuilder(1);
        builder.Append(0, "canary@example.com");
        builder.EndRow();
        ProfileChunk chunk = builder.Build();
        ReadOnlySpan<byte> memory = chunk.GetColumn(0)[0];
        chunk.Dispose();
        chunk.Dispose();

        Assert.Equal(new byte[18], memory.ToArray());
        Assert.Throws<ObjectDisposedException>(() => chunk.GetColumn(0).Count);
    }
}
