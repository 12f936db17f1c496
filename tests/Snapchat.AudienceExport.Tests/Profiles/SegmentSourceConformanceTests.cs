using System.Data.Common;
using Snapchat.AudienceExport.Testing;
using Sylvan.Data.Csv;

namespace Snapchat.AudienceExport.Tests.Profiles;

/// <summary>The sources of the core do what every source has to.</summary>
public sealed class SegmentSourceConformanceTests
{
    private static readonly Dictionary<SegmentId, int> Sizes = new() { [SegmentId.Parse("all")] = 20_000, [SegmentId.Parse("few")] = 3, [SegmentId.Parse("none")] = 0 };

    private static readonly Dictionary<string, Func<int, string?>> Fields = new(StringComparer.Ordinal)
    {
        ["email"] = static row => $"user{row}@example.com",
        ["phone"] = static row => row % 3 == 0 ? null : $"+44{row}",
    };

    public static TheoryData<string, string> Names
    {
        get
        {
            var data = new TheoryData<string, string>();
            foreach (ConformanceCase<ISegmentSource> one in SegmentSourceConformance.Cases)
            {
                foreach (string source in new[] { "collection", "sequence", "reader" })
                    data.Add(source, one.Name);
            }

            return data;
        }
    }

    [Theory]
    [MemberData(nameof(Names))]
    public Task Conforms(string source, string name) => SegmentSourceConformance.Cases.Single(one => one.Name == name).RunAsync(Create(source), TestContext.Current.CancellationToken);

    [Fact]
    public void NamesAreDifferent() => Assert.Distinct(SegmentSourceConformance.Cases.Select(static one => one.Name), StringComparer.OrdinalIgnoreCase);

    private static ISegmentSource Create(string source) => source switch
    {
        "collection" => SegmentSource.FromEnumerable(Sizes.ToDictionary(static size => size.Key, static size => Enumerable.Range(0, size.Value)), Fields),
        "sequence" => SegmentSource.FromAsyncEnumerable(Sizes.ToDictionary(static size => size.Key, static size => Enumerable.Range(0, size.Value).ToAsyncEnumerable()), Fields),
        _ => SegmentSource.FromDbDataReader(
            [.. Sizes.Select(static size => new SegmentInfo(size.Key, size.Key.Value) { MemberCount = size.Value })],
            static (request, _) => Task.FromResult<DbDataReader>(CsvDataReader.Create(new StringReader(Csv(Sizes[request.Segment]))))),
    };

    private static string Csv(int rows) => string.Join('\n', Enumerable.Range(0, rows).Select(static row => string.Join(',', Fields.Values.Select(field => field(row)))).Prepend(string.Join(',', Fields.Keys)));
}
