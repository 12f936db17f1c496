using System.Data.Common;
using System.Net;
using System.Net.Http.Json;
using DuckDB.NET.Data;
using Snapchat.AudienceExport;
using Snapchat.AudienceExport.Testing;
using Snippets;

namespace ExportConsole.Tests;

/// <summary>The sources that the README shows how to write do what every source has to.</summary>
public class OwnSourceTests
{
    private const int Members = 20_000;
    private const int PageLength = 1_500;

    public static TheoryData<string> Rules => [.. SegmentSourceConformance.Cases.Select(static rule => rule.Name)];

    [Theory]
    [MemberData(nameof(Rules))]
    public async Task HttpSource_Conforms(string name)
    {
        using var http = new HttpClient(new Crm()) { BaseAddress = new Uri("https://crm.example/") };

        await Rule(name).RunAsync(new CrmSegmentSource(http), TestContext.Current.CancellationToken);
    }

    [Theory]
    [MemberData(nameof(Rules))]
    public async Task DatabaseSource_Conforms(string name)
    {
        using var folder = new TemporaryFolder();
        string database = $"DataSource={folder["crm.db"]}";
        using (var connection = new DuckDBConnection(database))
        {
            connection.Open();
            using DuckDBCommand command = connection.CreateCommand();
            command.CommandText = $"CREATE TABLE customers AS SELECT 'user' || i || '@example.com' AS email, '+44' || i AS phone, 1 AS subscribed FROM range({Members}) t(i)";
            command.ExecuteNonQuery();
        }

        await using DbDataSource source = DuckDBClientFactory.Instance.CreateDataSource(database);
        await Rule(name).RunAsync(OwnSource.Query(source), TestContext.Current.CancellationToken);
    }

    [Fact]
    public async Task ShownCheck_RunsAllRules()
    {
        using var http = new HttpClient(new Crm()) { BaseAddress = new Uri("https://crm.example/") };
        int made = 0;

        await OwnSource.CheckAsync(() =>
        {
            made++;
            return new CrmSegmentSource(http);
        });

        Assert.Equal(SegmentSourceConformance.Cases.Count, made);
    }

    [Fact]
    public async Task HttpSource_ThatFailsInTheMiddle_Throws()
    {
        using var http = new HttpClient(new Crm { FailsAt = 2 * PageLength }) { BaseAddress = new Uri("https://crm.example/") };
        var request = new SegmentReadRequest(SegmentId.Parse("all"), ["email"]);

        await Assert.ThrowsAsync<SegmentSourceException>(async () =>
        {
            await foreach (ProfileChunk chunk in new CrmSegmentSource(http).ReadAsync(request, TestContext.Current.CancellationToken))
                chunk.Dispose();
        });
    }

    private static ConformanceCase<ISegmentSource> Rule(string name) => SegmentSourceConformance.Cases.Single(rule => string.Equals(rule.Name, name, StringComparison.Ordinal));

    /// <summary>A customer database with an API: two segments, whose members come in pages.</summary>
    private sealed class Crm : HttpMessageHandler
    {
        private static readonly object[] Segments = [new { id = "all", name = "All", count = Members }, new { id = "few", name = "Few", count = 10 }];

        public int? FailsAt { get; init; }

        protected override Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
        {
            cancellationToken.ThrowIfCancellationRequested();
            string path = request.RequestUri!.AbsolutePath;
            int start = int.Parse(request.RequestUri.Query is { Length: > 0 } query ? query["?after=".Length..] : "0", System.Globalization.CultureInfo.InvariantCulture);
            HttpResponseMessage answer = path switch
            {
                "/segments" => Json(Segments),
                "/segments/all" => Json(Segments[0]),
                "/segments/few" => Json(Segments[1]),
                "/segments/all/members" when start != FailsAt => Json(Page(path, start, Members)),
                "/segments/few/members" => Json(Page(path, start, 10)),
                _ => new HttpResponseMessage(HttpStatusCode.ServiceUnavailable),
            };
            return Task.FromResult(answer);
        }

        private static object Page(string path, int start, int total)
        {
            int end = Math.Min(start + PageLength, total);
            return new
            {
                items = Enumerable.Range(start, end - start).Select(static number => new { email = $"user{number}@example.com", phone = number % 3 == 0 ? null : $"+44{number}" }),
                next = end < total ? $"{path[1..]}?after={end}" : null,
            };
        }

        private static HttpResponseMessage Json(object value) => new(HttpStatusCode.OK) { Content = JsonContent.Create(value) };
    }
}
