using System.Data.Common;
using System.Globalization;

namespace Snapchat.AudienceExport.Tests.Profiles;

public sealed class DbDataReaderSourceTests
{
    private static readonly string[] Emails = ["a@x.com", "", "ä@x.com", new('b', 5000)];

    [Fact]
    public async Task TextIsReadWithoutStrings()
    {
        var reader = Reader("email", Emails);

        Assert.Equal([Emails], await Source(reader).ReadFieldsAsync("email"));
        Assert.Equal(0, reader.GetStringCalls);
        Assert.True(reader.IsDisposed);
    }

    [Theory]
    [InlineData(1023)]
    [InlineData(1024)]
    [InlineData(1025)]
    [InlineData(2048)]
    [InlineData(1 << 20)]
    public async Task ValueOfAnyLengthIsWhole(int length)
    {
        // Surrogate pairs lie across every boundary of a buffer.
        string value = "x" + string.Concat(Enumerable.Repeat("\U0001F600", length / 2));

        Assert.Equal([[value, "a"]], await Source(Reader("email", value, "a")).ReadFieldsAsync("email"));
        Assert.Equal([[value, "a"]], await Source(Reader("email", System.Text.Encoding.UTF8.GetBytes(value), "a"u8.ToArray())).ReadFieldsAsync("email"));
    }

    [Theory]
    [InlineData(typeof(NotSupportedException))]
    [InlineData(typeof(NotImplementedException))]
    [InlineData(typeof(InvalidCastException))]
    public async Task ProviderWithoutGetCharsIsAskedOnce(Type failure)
    {
        var reader = new ScriptedReader(["email"], Rows(Emails)) { GetCharsFailure = (Exception)Activator.CreateInstance(failure)! };

        Assert.Equal([Emails], await Source(reader).ReadFieldsAsync("email"));
        Assert.Equal((1, Emails.Length), (reader.GetCharsCalls, reader.GetStringCalls));
    }

    [Fact]
    public async Task ProviderWhoseGetCharsAllocatesIsAskedNoMore()
    {
        var reader = new ScriptedReader(["email"], Rows(Emails)) { GetCharsWaste = 1000 };

        Assert.Equal([Emails], await Source(reader).ReadFieldsAsync("email"));
        // The empty value in between tells nothing.
        Assert.Equal((3, Emails.Length - 3), (reader.GetCharsCalls, reader.GetStringCalls));
    }

    [Fact]
    public async Task OtherFailureOfTheProviderIsTheCallers()
    {
        var reader = new ScriptedReader(["email"], Rows(Emails)) { GetCharsFailure = new TimeoutException() };

        await Assert.ThrowsAsync<TimeoutException>(() => Source(reader).ReadFieldsAsync("email"));
        Assert.True(reader.IsDisposed);
    }

    [Fact]
    public async Task ColumnsAreReadInTheReadersOrder()
    {
        var reader = new ScriptedReader(["a", "b", "c"], [["1", "2", "3"], [null, "5", null]]);

        Assert.Equal([["3", ""], ["1", ""], ["2", "5"]], await Source(reader).ReadFieldsAsync("c", "a", "b"));
    }

    [Fact]
    public async Task ValuesOfOtherTypesAreWrittenWithoutCulture()
    {
        CultureInfo before = CultureInfo.CurrentCulture;
        try
        {
            CultureInfo.CurrentCulture = new CultureInfo("de-DE");
            var reader = new ScriptedReader(["number", "guid", "text"], [[1234.5m, Guid.Empty, "x"], [-1m, null, null]]);
            Assert.Equal([["1234.5", "-1"], ["00000000-0000-0000-0000-000000000000", ""]], await Source(reader).ReadFieldsAsync("number", "guid"));
        }
        finally
        {
            CultureInfo.CurrentCulture = before;
        }
    }

    [Fact]
    public async Task NamesAreFoundExactlyFirstThenWithoutCase()
    {
        Assert.Equal([["2"]], await Source(new ScriptedReader(["Email", "email"], [["1", "2"]])).ReadFieldsAsync("email"));
        Assert.Equal([["1"]], await Source(new ScriptedReader(["Email", "name"], [["1", "2"]])).ReadFieldsAsync("EMAIL"));
    }

    [Theory]
    [InlineData("email", "email")]
    [InlineData("Email", "EMAIL")]
    public async Task AmbiguousNameIsRefused(string first, string second)
    {
        var reader = new ScriptedReader([first, "name", second], [["1", "2", "3"]]);

        var exception = await Assert.ThrowsAsync<AudienceExportValidationException>(() => Source(reader).ReadFieldsAsync("email"));

        Assert.Equal("The source has 2 fields that 'email' may mean, at positions 1, 3; give them different names.", exception.Message);
        Assert.True(reader.IsDisposed);
    }

    [Theory]
    [InlineData("The source has no field 'mail'; it has 'email', 'name'.", "email", "name")]
    [InlineData("The source has no field 'mail'; it has none.")]
    // A file without a header row: its first customer must not get into the message.
    [InlineData("The source has no field 'mail'; the names it has look like values, so its header row is probably missing.", "canary@x.com", "Canary")]
    [InlineData("The source has no field 'mail'; the names it has look like values, so its header row is probably missing.", "+41 79 123", "Canary")]
    public async Task MissingNameIsNamedBesideThoseThereAre(string expected, params string[] names)
    {
        var exception = await Assert.ThrowsAsync<AudienceExportValidationException>(() => Source(new ScriptedReader(names, [])).ReadFieldsAsync("mail"));

        Assert.Equal(expected, exception.Message);
    }

    [Fact]
    public async Task FieldsAreTheReadersColumns()
    {
        var reader = new ScriptedReader(["id", "email"], [[1, "x"]]);

        IReadOnlyList<ProfileField> fields = await Source(reader).GetProfileFieldsAsync(new ProfileFieldQuery(), TestContext.Current.CancellationToken);

        Assert.Equal([new ProfileField("id") { Type = "Int32" }, new ProfileField("email") { Type = "String", Hint = IdentifierKind.Email }], fields);
        Assert.True(reader.IsDisposed);
    }

    [Fact]
    public async Task SegmentsAreOpenedByTheirIdUnderTheExportUser()
    {
        SegmentInfo[] segments = [new(SegmentId.Parse("a"), "A") { MemberCount = 1 }, new(SegmentId.Parse("b"), "B")];
        var requests = new List<SegmentReadRequest>();
        ISegmentSource source = SegmentSource.FromDbDataReader(segments, (request, _) =>
        {
            requests.Add(request);
            return Task.FromResult<DbDataReader>(Reader("email", request.Segment.Value));
        });
        var user = new Actor("export-user");

        await foreach (ProfileChunk chunk in source.ReadAsync(new SegmentReadRequest(segments[1].Id, ["email"]) { ExportUser = user }, TestContext.Current.CancellationToken))
        {
            Assert.Equal(["b"], chunk.Column(0));
            chunk.Dispose();
        }

        await source.GetProfileFieldsAsync(new ProfileFieldQuery { ExportUser = user }, TestContext.Current.CancellationToken);
        Assert.Equal(["b", "a"], requests.ConvertAll(request => request.Segment.Value));
        Assert.All(requests, request => Assert.Same(user, request.ExportUser));
        var query = new SegmentQuery { Segments = [segments[0].Id, SegmentId.Parse("c")] };
        Assert.Same(segments[0], await source.GetSegmentsAsync(query, TestContext.Current.CancellationToken).SingleAsync(TestContext.Current.CancellationToken));
        await Assert.ThrowsAsync<AudienceExportValidationException>(() => source.ReadFieldsAsync(SegmentId.Parse("c"), "email"));
        Assert.Equal(2, requests.Count);
    }

    [Fact]
    public async Task FailureInTheMiddleReachesTheCallerAndDisposesTheReader()
    {
        var reader = new ScriptedReader(["email"], Rows(Enumerable.Repeat("a@x.com", 20_000)))
        {
            BeforeRow = row =>
            {
                if (row == 10_000)
                    throw new IOException("The cable was pulled.");
            },
        };
        int rows = 0;

        await Assert.ThrowsAsync<IOException>(async () =>
        {
            await foreach (ProfileChunk chunk in Source(reader).ReadAsync(new SegmentReadRequest(SegmentSource.SingleSegment, ["email"]), TestContext.Current.CancellationToken))
            {
                rows += chunk.Count;
                chunk.Dispose();
            }
        });

        Assert.Equal(8192, rows);
        Assert.True(reader.IsDisposed);
    }

    [Fact]
    public async Task CancellationAndLeavingEarlyDisposeTheReader()
    {
        using var cancellation = new CancellationTokenSource();
        var canceled = new ScriptedReader(["email"], Rows(Enumerable.Repeat("a@x.com", 20_000)))
        {
            BeforeRow = row =>
            {
                if (row == 10_000)
                    cancellation.Cancel();
            },
        };
        var left = new ScriptedReader(["email"], Rows(Enumerable.Repeat("a@x.com", 20_000)));
        var request = new SegmentReadRequest(SegmentSource.SingleSegment, ["email"]);

        await Assert.ThrowsAnyAsync<OperationCanceledException>(async () =>
        {
            await foreach (ProfileChunk chunk in Source(canceled).ReadAsync(request, cancellation.Token))
                chunk.Dispose();
        });
        await foreach (ProfileChunk chunk in Source(left).ReadAsync(request, TestContext.Current.CancellationToken))
        {
            chunk.Dispose();
            break;
        }

        Assert.True(canceled.IsDisposed);
        Assert.True(left.IsDisposed);
    }

    private static ISegmentSource Source(DbDataReader reader) => SegmentSource.FromDbDataReader((_, _) => Task.FromResult(reader));

    private static ScriptedReader Reader(string name, params object?[] values) => new([name], Rows(values));

    private static object?[][] Rows(IEnumerable<object?> values) => [.. values.Select(value => new[] { value })];
}
