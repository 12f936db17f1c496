using System.Net;
using System.Text.Json;

namespace Snapchat.AudienceExport.Tests.Client;

/// <summary>What comes of answers that are not a plain success.</summary>
public sealed class ErrorAnswerTests : IDisposable
{
    private const string Users = "/v1/segments/123/users";

    private static readonly AudienceId Audience = AudienceId.Parse("123");

    private readonly ApiStub _stub = new();

    public static TheoryData<string> ServerErrorVectors => [.. PeerVectors.OfKind("http-5xx").Select(vector => vector.GetRawText())];

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Http200_OfThePeer_IsASuccess()
    {
        JsonElement input = PeerVectors.OfKind("http-200").Single().GetProperty("input");
        _stub.Answers("POST", Users, new ApiStub.Answer(200, input.GetProperty("body").GetRawText()));

        Assert.Equal(new UploadReceipt(1, 1, "12345"), await AddAsync());
    }

    [Fact]
    public async Task Http401_OfThePeer_IsAnsweredByOneRenewalAndOneRepeat()
    {
        string body = PeerVectors.OfKind("http-401").Single().GetProperty("input").GetProperty("body").GetString()!;
        _stub.Answers("POST", "/login/oauth2/access_token", new ApiStub.Answer(200, ApiStub.TokenAnswer), new ApiStub.Answer(200, ApiStub.TokenAnswer.Replace("token-1", "token-2", StringComparison.Ordinal)));
        _stub.Answers("POST", Users, new ApiStub.Answer(401, body), new ApiStub.Answer(200, ApiStub.Accepted(1)));

        await AddAsync();

        Assert.Equal(["Bearer token-1", "Bearer token-2"], _stub.ApiRequests.Select(request => ApiStub.Header(request, "Authorization")), StringComparer.Ordinal);
        Assert.Equal(_stub.ApiRequests[0].Body, _stub.ApiRequests[1].Body);
        Assert.Equal(2, _stub.TokenRequests.Count);
    }

    [Fact]
    public async Task Http401_AfterARenewal_IsAnErrorThatAsksForANewAuthentication()
    {
        _stub.Answers("POST", Users, new ApiStub.Answer(401, "unauthorized"));

        SnapchatApiException exception = await Assert.ThrowsAsync<SnapchatApiException>(AddAsync);

        Assert.Equal(HttpStatusCode.Unauthorized, exception.StatusCode);
        Assert.False(exception.IsTransient);
        Assert.Contains("authenticate with Snapchat again", exception.Message, StringComparison.Ordinal);
        Assert.Equal(2, _stub.ApiRequests.Count);
    }

    [Fact]
    public async Task Http403_OfThePeer_FailsAtOnceInOneSentenceWithSnapchatsWords()
    {
        JsonElement input = PeerVectors.OfKind("http-403").Single().GetProperty("input");
        _stub.Answers("POST", Users, new ApiStub.Answer(403, input.GetProperty("body").GetRawText()));

        SnapchatApiException exception = await Assert.ThrowsAsync<SnapchatApiException>(AddAsync);

        // The peer says "undefined during …", since it reads a field that Snapchat does not send; here Snapchat's message, code and request ID are kept.
        Assert.Equal((HttpStatusCode.Forbidden, "E3002", "Caller does not have permission", "98e2a602-3cf4-4596-a8f9-7f034161f89a", false),
            (exception.StatusCode, exception.ErrorCode, exception.SnapchatMessage, exception.RequestId, exception.IsTransient));
        Assert.Equal(
            "Snapchat refused to add users to audience 123: Caller does not have permission (HTTP 403, E3002, request 98e2a602-3cf4-4596-a8f9-7f034161f89a); "
            + "check that the authenticated user is an organization admin, or has the role admin or audience on the ad account.",
            exception.Message);
        Assert.Single(_stub.ApiRequests);
    }

    [Theory]
    [MemberData(nameof(ServerErrorVectors))]
    public async Task ServerErrors_OfThePeers_AreRetried(string vectorText)
    {
        using JsonDocument vector = JsonDocument.Parse(vectorText);
        JsonElement input = vector.RootElement.GetProperty("input");
        JsonElement body = input.GetProperty("body");
        var failure = new ApiStub.Answer(input.GetProperty("status").GetInt32(), body.ValueKind == JsonValueKind.String ? body.GetString()! : body.GetRawText());
        _stub.Answers("POST", Users, failure, failure, new ApiStub.Answer(200, ApiStub.Accepted(1)));

        Assert.Equal(1, (await AddAsync()).Accepted);
        Assert.Equal(3, _stub.ApiRequests.Count);
        Assert.Equal(2, _stub.Time.Delays.Count);
    }

    [Theory]
    [InlineData("""{"request_status":"ERROR","request_id":"r-1","users":[{"sub_request_status":"ERROR","sub_request_error_reason":"Error code: E3004, message: Entity does not exist or you do not have permission to access it"}]}""", "E3004", "Entity does not exist or you do not have permission to access it")]
    [InlineData("""{"request_status":"SUCCESS","request_id":"r-1","users":[{"sub_request_status":"ERROR","sub_request_error_reason":"Error code: E2002, message: Property value is not allowed : [schema]"}]}""", "E2002", "Property value is not allowed : [schema]")]
    [InlineData("""{"request_status":"ERROR","request_id":"r-1","error_code":"E1","debug_message":"Something else"}""", "E1", "Something else")]
    [InlineData("""{"request_status":"PARTIAL","request_id":"r-1","users":[]}""", null, null)]
    public async Task Http200_WithAFailureInside_IsAnError(string body, string? code, string? message)
    {
        _stub.Answers("POST", Users, new ApiStub.Answer(200, body));

        SnapchatApiException exception = await Assert.ThrowsAsync<SnapchatApiException>(AddAsync);

        Assert.Equal((HttpStatusCode.OK, code, message, "r-1"), (exception.StatusCode, exception.ErrorCode, exception.SnapchatMessage, exception.RequestId));
        Assert.Single(_stub.ApiRequests);
    }

    [Fact]
    public async Task Http200_WithAFailedDeletion_IsAnError()
    {
        _stub.Answers("DELETE", "/v1/segments/123", new ApiStub.Answer(200, """{"request_status":"ERROR","request_id":"r","segments":[{"sub_request_status":"ERROR","sub_request_error_reason":"Error code: E3004, message: Entity does not exist"}]}"""));

        SnapchatApiException exception = await Assert.ThrowsAsync<SnapchatApiException>(() => _stub.Client.DeleteAudienceAsync(Audience, Token));

        Assert.Equal("E3004", exception.ErrorCode);
    }

    [Theory]
    [InlineData("")]
    [InlineData("<html>It works!</html>")]
    [InlineData("[]")]
    [InlineData("null")]
    [InlineData("{")]
    [InlineData("""{"request_status":"SUCCESS","users":"many"}""")]
    public async Task Http200_ThatIsNotWhatSnapchatAnswers_IsAnErrorWithoutItsText(string body)
    {
        _stub.Answers("POST", Users, new ApiStub.Answer(200, body));

        SnapchatApiException exception = await Assert.ThrowsAsync<SnapchatApiException>(AddAsync);

        Assert.Contains("add users to audience 123", exception.Message, StringComparison.Ordinal);
        Assert.DoesNotContain("It works", exception.ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Http200_WithoutATopStatus_CountsByItsParts()
    {
        _stub.Answers("POST", Users, new ApiStub.Answer(200, """{"request_id":"r","users":[{"sub_request_status":"success","user":{"number_uploaded_users":"1"}}]}"""));

        Assert.Equal(new UploadReceipt(1, 1, "r"), await AddAsync());
    }

    [Fact]
    public async Task Http200_WithAStatusNobodyKnows_GoesByItsParts()
    {
        _stub.Answers("POST", Users, new ApiStub.Answer(200, """{"request_status":"PARTIAL_SUCCESS","request_id":"r","users":[{"sub_request_status":"SUCCESS","user":{"number_uploaded_users":1}}]}"""));

        Assert.Equal(new UploadReceipt(1, 1, "r"), await AddAsync());
    }

    [Fact]
    public async Task Http200_WithoutANumber_IsAShortCount()
    {
        _stub.Answers("POST", Users, new ApiStub.Answer(200, """{"request_status":"SUCCESS","request_id":"r","users":[{"sub_request_status":"SUCCESS","user":{}}]}"""));

        Assert.Equal(new UploadReceipt(1, 0, "r"), await AddAsync());
    }

    [Fact]
    public async Task Messages_AreMaskedAndShort()
    {
        string digest = new('a', 64);
        string body = JsonSerializer.Serialize(new { request_status = "ERROR", error_code = "E2002", debug_message = $"Bad\u0007 value {digest} of canary@example.com, eyJhbGciOiJIUzI1NiIsInR5cCI6IkpXVCJ9.eyJzdWIiOiIx " + new string('x', 20).Insert(10, " ") + string.Concat(Enumerable.Repeat(" word", 500)) });
        _stub.Answers("POST", Users, new ApiStub.Answer(400, body));

        SnapchatApiException exception = await Assert.ThrowsAsync<SnapchatApiException>(AddAsync);

        Assert.StartsWith("Bad value [digest] of [address] [token] xxxxx", exception.SnapchatMessage, StringComparison.Ordinal);
        Assert.True(exception.SnapchatMessage!.Length <= 500);
        Assert.DoesNotContain("canary", exception.ToString(), StringComparison.Ordinal);
        Assert.DoesNotContain(digest, exception.ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task RedirectsAreNotFollowed()
    {
        _stub.Answers("POST", Users, new ApiStub.Answer(307, "", ("Location", $"{_stub.Address}elsewhere")));

        SnapchatApiException exception = await Assert.ThrowsAsync<SnapchatApiException>(AddAsync);

        Assert.Contains("redirects are not followed", exception.Message, StringComparison.Ordinal);
        Assert.Single(_stub.ApiRequests);
        Assert.DoesNotContain(_stub.Requests, request => request.Path.StartsWith("/elsewhere", StringComparison.Ordinal));
    }

    public void Dispose() => _stub.Dispose();

    private Task<UploadReceipt> AddAsync() => _stub.Client.AddUsersAsync(Audience, ApiStub.Batch("person@example.com"), Token);
}
