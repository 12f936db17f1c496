using System.Text;

namespace Snapchat.AudienceExport.Tests.Profiles;

public sealed class Utf8ColumnTests
{
    [Fact]
    public void RowsAreSlices()
    {
        var column = new Utf8Column("xabcy"u8, [1, 3, 3, 4]);

        Assert.Equal(3, column.Count);
        Assert.Equal("ab", Encoding.UTF8.GetString(column[0]));
        Assert.True(column[1].IsEmpty);
        Assert.Equal("c", Encoding.UTF8.GetString(column[2]));
    }

    [Fact]
    public void ColumnMayBeEmpty()
    {
        Assert.Equal(0, new Utf8Column([], [0]).Count);
        Assert.Equal(0, default(Utf8Column).Count);
    }

    [Theory]
    [InlineData]
    [InlineData(-1)]
    [InlineData(0, 2, 1)]
    [InlineData(0, 4)]
    [InlineData(int.MaxValue)]
    public void OffsetsAreChecked(params int[] offsets) => Assert.Throws<ArgumentException>(nameof(offsets), () => new Utf8Column("abc"u8, offsets).Count);

    [Theory]
    [InlineData(-1)]
    [InlineData(2)]
    public void OtherRowsDoNotExist(int row) => Assert.Throws<IndexOutOfRangeException>(() => new Utf8Column("ab"u8, [0, 1, 2])[row].Length);
}
