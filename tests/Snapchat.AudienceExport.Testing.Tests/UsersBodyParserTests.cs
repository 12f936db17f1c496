using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using Snapchat.AudienceExport.Testing.Users;

namespace Snapchat.AudienceExport.Testing.Tests;

public sealed class UsersBodyParserTests
{
    private static readonly string[] Rows =
    [
        $"[\"{Caller.Hash(1)}\"]", $"[\"{Caller.Hash(2)}\"]", $"[\"{Caller.Hash(3)}\"]", $"[\"{Caller.Hash(4).ToUpperInvariant()}\"]",
        $" [ \"{Caller.Hash(5)}\" ] ", "[\"short\"]", "[\"\"]", $"[\"{Caller.Hash(6)[..63]}g\"]", $"[\"{Caller.Hash(7)}\\u0031\"]",
    ];

    /// <summary>Whatever the rows, and wherever the pieces are cut, the result is that of a plain document.</summary>
    [Fact]
    public void Pieces_give_what_the_whole_document_says()
    {
        Random random = new(20261124);
        for (int round = 0; round < 2_000; round++)
        {
            string json = RandomBody(random);
            using UsersBody body = ParseInPieces(json, random.Next(200, 400), random);

            JsonArray users = JsonNode.Parse(json)!["users"]!.AsArray();
            Assert.Null(body.Problem);
            Assert.Equal(users.Count, body.Parts.Count);
            for (int i = 0; i < users.Count; i++)
            {
                string[] hashes = [.. users[i]!["data"]!.AsArray().Select(row => row![0]!.GetValue<string>())];
                string[] valid = [.. hashes.Where(hash => Sha256Digest.TryParse(hash, null, out _)).Select(hash => hash.ToLowerInvariant())];
                Assert.Equal((hashes.Length, hashes.Length - valid.Length), (body.Parts[i].Count, body.Parts[i].MalformedCount));
                Assert.Equal(valid, body.Parts[i].Digests.ToArray().Select(digest => digest.ToString()));
            }
        }
    }

    /// <summary>Rows are taken past the JSON reader only where that cannot hide a mistake.</summary>
    [Theory]
    [InlineData("""{"users":[{"schema":["EMAIL_SHA256"],"data":[R,R,]}]}""")]
    [InlineData("""{"users":[{"schema":["EMAIL_SHA256"],"data":[,R]}]}""")]
    [InlineData("""{"users":[{"schema":["EMAIL_SHA256"],"data":[R,,R]}]}""")]
    [InlineData("""{"users":[{"schema":["EMAIL_SHA256"],"data":[R R]}]}""")]
    [InlineData("""{"users":[{"schema":["EMAIL_SHA256"],"data":[R,R]}]} x""")]
    [InlineData("""{"users":[{"schema":["EMAIL_SHA256"],"data":[R,R""")]
    [InlineData("")]
    public void What_is_not_JSON_is_refused(string json) =>
        Assert.ThrowsAny<JsonException>(() => ParseInPieces(json.Replace("R", Rows[0], StringComparison.Ordinal), 4096, new Random(1)).Dispose());

    [Theory]
    [InlineData("[]")]
    [InlineData("""{"users":{}}""")]
    [InlineData("""{"users":[1]}""")]
    [InlineData("""{"users":[{"schema":"EMAIL_SHA256","data":[R]}]}""")]
    [InlineData("""{"users":[{"schema":[["EMAIL_SHA256"]],"data":[R]}]}""")]
    [InlineData("""{"users":[{"schema":["EMAIL_SHA256"],"data":["x"]}]}""")]
    [InlineData("""{"users":[{"schema":["EMAIL_SHA256"],"data":[[]]}]}""")]
    [InlineData("""{"users":[{"schema":["EMAIL_SHA256"],"data":[[1]]}]}""")]
    [InlineData("""{"users":[{"schema":["EMAIL_SHA256"],"data":[["x","y"]]}]}""")]
    [InlineData("""{"users":[{"schema":["EMAIL_SHA256"],"data":{"0":R}}]}""")]
    public void Another_shape_is_a_problem(string json)
    {
        using UsersBody body = ParseInPieces(json.Replace("R", Rows[0], StringComparison.Ordinal), 4096, new Random(1));

        Assert.NotNull(body.Problem);
    }

    [Theory]
    [InlineData("""{"users":[{"schema":[],"data":[["x"]]}]}""")]
    [InlineData("""{"users":[{"data":[["x"]]}]}""")]
    [InlineData("""{"users":[{"schema":["EMAIL_SHA256","PHONE_SHA256"],"data":[["x"]]}]}""")]
    [InlineData("""{"users":[{"schema":["HASHED_EMAIL"],"data":[["x"]]}]}""")]
    public void Exactly_one_known_schema_makes_a_kind(string json)
    {
        using UsersBody body = ParseInPieces(json, 4096, new Random(1));

        Assert.Null(body.Problem);
        Assert.Null(body.Parts[0].Kind);
    }

    private static string RandomBody(Random random)
    {
        IEnumerable<string> parts = Enumerable.Range(0, random.Next(1, 3)).Select(_ =>
        {
            string data = $"\"data\":[{string.Join(random.Next(4) == 0 ? " ,\n" : ",", Enumerable.Range(0, random.Next(0, 12)).Select(_ => Rows[random.Next(random.Next(2) == 0 ? 3 : Rows.Length)]))}]";
            string[] members = ["\"schema\":[\"EMAIL_SHA256\"]", data, "\"id\":\"1\"", "\"more\":{\"data\":[[{}],{\"users\":[]}]}"];
            random.Shuffle(members);
            return $"{{{string.Join(',', members)}}}";
        });
        return $"{{\"other\":[1,[2]],\"users\":[{string.Join(',', parts)}],\"last\":null}}";
    }

    private static UsersBody ParseInPieces(string json, int windowSize, Random random)
    {
        byte[] bytes = Encoding.UTF8.GetBytes(json);
        UsersBody body = new();
        UsersBodyParser parser = new(body, rejectUpperCase: false, capacityHint: 0);
        int start = 0, end = 0;
        while (true)
        {
            bool isLast = end == bytes.Length;
            start += parser.Parse(bytes.AsSpan(start, end - start), isLast);
            if (isLast)
                return body;
            end = Math.Min(bytes.Length, end + random.Next(1, Math.Max(2, windowSize - (end - start))));
        }
    }
}
