using System.Text;

namespace Snapchat.AudienceExport.Tests.Client;

/// <summary>The exact requests: method, path, headers, bytes of the body.</summary>
public sealed class RequestContractTests : IDisposable
{
    private const string Audience = "5677923948298240";

    private readonly WireMockSnapchat _snapchat = new();

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    public void Dispose() => _snapchat.Dispose();

    [Fact]
    public async Task AddUsers_TwoEmails_SendsTheseBytes()
    {
        _snapchat.Answer($"/v1/segments/{Audience}/users", Answers.Uploaded(2));
        Sha256Digest[] digests = [Digest('a'), Digest('b')];

        UploadReceipt receipt = await _snapchat.Client.AddUsersAsync(AudienceId.Parse(Audience), new(IdentifierKind.Email, digests), Cancellation);

        var request = Assert.Single(_snapchat.ApiRequests);
        Assert.Equal("POST", request.Method);
        Assert.Equal($"/v1/segments/{Audience}/users", request.Path);
        string expected = $$"""{"users":[{"schema":["EMAIL_SHA256"],"data":[["{{new string('a', 64)}}"],["{{new string('b', 64)}}"]]}]}""";
        Assert.Equal(expected, Encoding.UTF8.GetString(request.BodyAsBytes!));
        Assert.Equal(["application/json"], request.Headers!["Content-Type"]);
        Assert.Equal([expected.Length.ToString()], request.Headers["Content-Length"]);
        Assert.Equal(["Bearer " + WireMockSnapchat.AccessToken], request.Headers["Authorization"]);
        Assert.Equal(["100-continue"], request.Headers["Expect"]);
        Assert.False(request.Headers.ContainsKey("Transfer-Encoding"));
        Assert.Equal(new UploadReceipt(2, 2, "r-1"), receipt);
    }

    private static Sha256Digest Digest(char digit) => Sha256Digest.Parse(new string(digit, 64));
}
