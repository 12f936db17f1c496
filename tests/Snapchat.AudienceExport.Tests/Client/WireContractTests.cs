using System.Text.Json;
using WireMock;

namespace Snapchat.AudienceExport.Tests.Client;

/// <summary>The exact requests, byte by byte, and what is read from recorded answers.</summary>
public sealed class WireContractTests : IDisposable
{
    private const string AdAccountText = "8adc3db7-8148-4fbf-999c-8d2266369d74";
    private const string Audience5677 = """{"id":"5677923948298240","created_at":"2016-08-12T22:59:42.405Z","updated_at":"2016-08-12T22:59:42.452Z","name":"Newsletter buyers","ad_account_id":"8adc3db7-8148-4fbf-999c-8d2266369d74","description":"…","status":"PENDING","source_type":"FIRST_PARTY","retention_in_days":9999,"approximate_number_users":0,"unheard_of":{"a":[1]}}""";

    private static readonly AudienceId Audience = AudienceId.Parse("5677923948298240");
    private static readonly AdAccountId AdAccount = AdAccountId.Parse(AdAccountText);

    private readonly ApiStub _stub = new();

    public static TheoryData<string> PayloadVectors => [.. PeerVectors.OfKind("payload-add", "payload-remove").Select(vector => vector.GetRawText())];

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Theory]
    [MemberData(nameof(PayloadVectors))]
    public async Task UsersRequests_AreThoseOfThePeers(string vectorText)
    {
        using JsonDocument vector = JsonDocument.Parse(vectorText);
        JsonElement input = vector.RootElement.GetProperty("input");
        bool isAdd = vector.RootElement.GetProperty("kind").ValueEquals("payload-add");
        string[] emails = [.. input.GetProperty(isAdd ? "add" : "remove").EnumerateArray().Select(email => email.GetString()!)];
        AudienceId audience = AudienceId.Parse((input.TryGetProperty("audience", out JsonElement id) ? id : input.GetProperty("segmentId")).GetString()!);
        JsonElement expected = vector.RootElement.GetProperty("expected");
        var address = new Uri(expected.GetProperty("url").GetString()!);
        _stub.Answers(isAdd ? "POST" : "DELETE", address.AbsolutePath, new ApiStub.Answer(200, ApiStub.Accepted(emails.Length)));

        UploadReceipt receipt = isAdd
            ? await _stub.Client.AddUsersAsync(audience, ApiStub.Batch(emails), Token)
            : await _stub.Client.RemoveUsersAsync(audience, ApiStub.Batch(emails), Token);

        Assert.Equal(new UploadReceipt(emails.Length, emails.Length, "request-1"), receipt);
        IRequestMessage request = Assert.Single(_stub.ApiRequests);
        Assert.Equal(expected.GetProperty("method").GetString(), request.Method);
        Assert.Equal(address.AbsolutePath, request.Path);
        Assert.Equal("application/json", ApiStub.Header(request, "Content-Type"));
        Assert.Equal("Bearer token-1", ApiStub.Header(request, "Authorization"));
        Assert.Equal("100-continue", ApiStub.Header(request, "Expect"));
        string body = WithoutOptionalId(expected.GetProperty("body"));
        Assert.Equal(body, request.Body);
        Assert.Equal(body.Length.ToString(System.Globalization.CultureInfo.InvariantCulture), ApiStub.Header(request, "Content-Length"));
    }

    [Theory]
    [InlineData(IdentifierKind.Phone, "PHONE_SHA256")]
    [InlineData(IdentifierKind.MobileAdId, "MOBILE_AD_ID_SHA256")]
    public async Task UsersRequests_CarryTheSchemaOfTheirKind(IdentifierKind kind, string schema)
    {
        _stub.Answers("POST", "/v1/segments/5677923948298240/users", new ApiStub.Answer(200, ApiStub.Accepted(1)));

        await _stub.Client.AddUsersAsync(Audience, new IdentifierBatch(kind, new Sha256Digest[1]), Token);

        Assert.StartsWith($$"""{"users":[{"schema":["{{schema}}"],"data":[["00000000""", _stub.ApiRequests[0].Body, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(949)]
    [InlineData(950)]
    [InlineData(951)]
    [InlineData(5_000)]
    public async Task UsersRequests_LargerThanABuffer_AreWholeAndOfExactLength(int count)
    {
        var digests = new Sha256Digest[count];
        new Random(count).NextBytes(System.Runtime.InteropServices.MemoryMarshal.AsBytes(digests.AsSpan()));
        _stub.Answers("POST", "/v1/segments/5677923948298240/users", new ApiStub.Answer(200, ApiStub.Accepted(count)));

        await _stub.Client.AddUsersAsync(Audience, new IdentifierBatch(IdentifierKind.Email, digests), Token);

        string rows = string.Join(',', digests.Select(digest => $"[\"{digest}\"]"));
        Assert.Equal($$"""{"users":[{"schema":["EMAIL_SHA256"],"data":[{{rows}}]}]}""", _stub.ApiRequests[0].Body);
    }

    [Fact]
    public async Task CreateAudience_IsTheRequestOfThePeer()
    {
        JsonElement vector = PeerVectors.OfKind("create-audience").Single();
        JsonElement expected = vector.GetProperty("expected").GetProperty("body").GetProperty("segments")[0];
        _stub.Answers("POST", $"/v1/adaccounts/{AdAccountText}/segments", new ApiStub.Answer(200, Envelope(Audience5677)));

        SnapchatAudience created = await _stub.Client.CreateAudienceAsync(
            new NewAudience(AdAccount, expected.GetProperty("name").GetString()!) { Description = expected.GetProperty("description").GetString() }, Token);

        Assert.Equal(Audience, created.Id);
        using JsonDocument sent = JsonDocument.Parse(Assert.Single(_stub.ApiRequests).Body!);
        JsonElement segment = Assert.Single(sent.RootElement.GetProperty("segments").EnumerateArray());
        Assert.Equal(expected.EnumerateObject().Select(property => property.Name).Order(StringComparer.Ordinal), segment.EnumerateObject().Select(property => property.Name).Order(StringComparer.Ordinal));
        foreach (JsonProperty property in expected.EnumerateObject())
        {
            // The peer's test uses a number; an ad account ID is a UUID.
            string wanted = property.NameEquals("ad_account_id") ? $"\"{AdAccountText}\"" : property.Value.GetRawText();
            Assert.Equal(wanted, segment.GetProperty(property.Name).GetRawText());
        }
    }

    [Fact]
    public async Task GetAudience_ReadsEveryFieldAndIgnoresUnknownOnes()
    {
        _stub.Answers("GET", "/v1/segments/5677923948298240", new ApiStub.Answer(200, Envelope(Audience5677.Replace("PENDING", "pending", StringComparison.Ordinal))));

        SnapchatAudience audience = await _stub.Client.GetAudienceAsync(Audience, Token);

        Assert.Equal(
            new SnapchatAudience(Audience, "Newsletter buyers")
            {
                AdAccount = AdAccount,
                Description = "…",
                SourceType = AudienceSourceType.FirstParty,
                Status = AudienceStatus.Pending,
                RetentionDays = NewAudience.LifetimeRetentionDays,
                ApproximateSize = 0,
                CreatedAt = new DateTimeOffset(2016, 8, 12, 22, 59, 42, 405, TimeSpan.Zero),
                UpdatedAt = new DateTimeOffset(2016, 8, 12, 22, 59, 42, 452, TimeSpan.Zero),
                UploadStatus = new(""),
                TargetableStatus = new(""),
            },
            audience);
    }

    [Fact]
    public async Task GetAudience_WithStatusesNobodyKnows_KeepsThem()
    {
        _stub.Answers("GET", "/v1/segments/5677923948298240", new ApiStub.Answer(200, Envelope("""{"id":"5677923948298240","status":"Archived","source_type":"HOLOGRAM","upload_status":null}""")));

        SnapchatAudience audience = await _stub.Client.GetAudienceAsync(Audience, Token);

        Assert.Equal(("ARCHIVED", "HOLOGRAM", ""), (audience.Status.Value, audience.SourceType.Value, audience.UploadStatus.Value));
    }

    [Fact]
    public async Task GetAudiences_FollowsThePages()
    {
        string path = $"/v1/adaccounts/{AdAccountText}/segments";
        _stub.Answers(
            "GET",
            path,
            new ApiStub.Answer(200, Page("1", $"{_stub.Address}v1/adaccounts/{AdAccountText}/segments?cursor=CnEKFg&limit=1000")),
            new ApiStub.Answer(200, Page("2", null)));

        string[] ids = [.. (await _stub.Client.GetAudiencesAsync(AdAccount, Token).ToArrayAsync(Token)).Select(audience => audience.Id.Value)];

        Assert.Equal(["1", "2"], ids);
        Assert.Equal(["?limit=1000", "?cursor=CnEKFg&limit=1000"], _stub.ApiRequests.Select(request => new Uri(request.AbsoluteUrl).Query), StringComparer.Ordinal);
    }

    [Theory]
    [InlineData("https://adsapisc.appspot.com/v1/adaccounts/x/segments?cursor=a")]
    [InlineData("http://localhost:1/v1/next")]
    [InlineData("//evil.example/v1/next")]
    public async Task GetAudiences_NeverFollowsAPageToAnotherHost(string link)
    {
        _stub.Answers("GET", $"/v1/adaccounts/{AdAccountText}/segments", new ApiStub.Answer(200, Page("1", link)));

        SnapchatApiException exception = await Assert.ThrowsAsync<SnapchatApiException>(async () => await _stub.Client.GetAudiencesAsync(AdAccount, Token).CountAsync(Token));

        Assert.Contains("the access token was not sent there", exception.Message, StringComparison.Ordinal);
        Assert.Single(_stub.ApiRequests);
    }

    [Fact]
    public async Task GetOrganizations_ReadsAdAccountsAndRoles()
    {
        _stub.Answers("GET", "/v1/me/organizations", new ApiStub.Answer(200, $$$"""
            {"request_status":"success","request_id":"r","organizations":[{"sub_request_status":"success","organization":{"id":"40d6719b-da09-410b-9185-0cc9c0dfed1d","name":"Org","roles":["member"],
             "ad_accounts":[{"id":"{{{AdAccountText}}}","name":"Account","type":"PARTNER","status":"ACTIVE","roles":["audience",null]}]}}]}
            """));

        SnapchatOrganization organization = await _stub.Client.GetOrganizationsAsync(Token).SingleAsync(Token);

        Assert.Equal("?with_ad_accounts=true", new Uri(_stub.ApiRequests[0].AbsoluteUrl).Query);
        Assert.Equal(("Org", "member"), (organization.Name, Assert.Single(organization.Roles)));
        SnapchatAdAccount account = Assert.Single(organization.AdAccounts);
        Assert.Equal((AdAccount, "Account", "ACTIVE", "audience"), (account.Id, account.Name, account.Status, Assert.Single(account.Roles)));
    }

    [Fact]
    public async Task GetCurrentUser_LeavesOutTheAddress()
    {
        _stub.Answers("GET", "/v1/me", new ApiStub.Answer(200, """{"request_status":"SUCCESS","request_id":"r","me":{"id":"user-1","email":"canary@example.com","organization_id":"40d6719b-da09-410b-9185-0cc9c0dfed1d","display_name":"Ann"}}"""));

        SnapchatUser user = await _stub.Client.GetCurrentUserAsync(Token);

        Assert.Equal(new SnapchatUser("user-1", "Ann", OrganizationId.Parse("40d6719b-da09-410b-9185-0cc9c0dfed1d")), user);
    }

    [Fact]
    public async Task UpdateDeleteAndRemoveAll_AreTheDocumentedRequests()
    {
        _stub.Answers("PUT", $"/v1/adaccounts/{AdAccountText}/segments", new ApiStub.Answer(200, Envelope(Audience5677)));
        _stub.Answers("DELETE", "/v1/segments/5677923948298240", new ApiStub.Answer(200, """{"request_status":"SUCCESS","request_id":"r","segments":[]}"""));
        _stub.Answers("DELETE", "/v1/segments/5677923948298240/all_users", new ApiStub.Answer(200, Envelope(Audience5677)));

        await _stub.Client.UpdateAudienceAsync(new AudienceUpdate(Audience, AdAccount, "New name") { RetentionDays = 60 }, Token);
        await _stub.Client.RemoveAllUsersAsync(Audience, Token);
        await _stub.Client.DeleteAudienceAsync(Audience, Token);

        Assert.Equal(
            [("PUT", $"/v1/adaccounts/{AdAccountText}/segments"), ("DELETE", "/v1/segments/5677923948298240/all_users"), ("DELETE", "/v1/segments/5677923948298240")],
            _stub.ApiRequests.Select(request => (request.Method, request.Path)));
        Assert.Equal(
            $$"""{"segments":[{"id":"5677923948298240","name":"New name","description":"","retention_in_days":60,"ad_account_id":"{{AdAccountText}}"}]}""",
            _stub.ApiRequests[0].Body);
        Assert.All(_stub.ApiRequests.Skip(1), request => Assert.Equal("", request.Body));
    }

    [Fact]
    public async Task TheTokenIsAskedForByARefreshGrant()
    {
        _stub.Answers("GET", "/v1/me", new ApiStub.Answer(200, """{"me":{"id":"user-1"}}"""));

        await _stub.Client.GetCurrentUserAsync(Token);
        await _stub.Client.GetCurrentUserAsync(Token);

        IRequestMessage request = Assert.Single(_stub.TokenRequests);
        Assert.Equal(("POST", "/login/oauth2/access_token"), (request.Method, request.Path));
        Assert.Equal("application/x-www-form-urlencoded", ApiStub.Header(request, "Content-Type"));
        Assert.Equal(
            ["client_id=client-id", "client_secret=client-secret", "grant_type=refresh_token", "refresh_token=refresh-1"],
            request.Body!.Split('&').Order(StringComparer.Ordinal),
            StringComparer.Ordinal);
        Assert.False(request.Headers!.ContainsKey("Authorization"));
    }

    [Theory]
    [InlineData("")]
    [InlineData("   ")]
    public async Task CreateAudience_WithoutAName_IsRefusedBeforeAnyCall(string name)
    {
        await Assert.ThrowsAsync<ArgumentException>(() => _stub.Client.CreateAudienceAsync(new NewAudience(AdAccount, name), Token));

        Assert.Empty(_stub.Requests);
    }

    public void Dispose() => _stub.Dispose();

    private static string Envelope(string segment) => $$$"""{"request_status":"SUCCESS","request_id":"r","segments":[{"sub_request_status":"SUCCESS","segment":{{{segment}}}}]}""";

    private static string Page(string id, string? next) =>
        $$$"""{"request_status":"SUCCESS","request_id":"r","paging":{{{(next is null ? "{}" : $"{{\"next_link\":\"{next}\"}}")}}},"segments":[{"sub_request_status":"SUCCESS","segment":{"id":"{{{id}}}"}}]}""";

    // One of the two peers repeats the audience's ID inside the body, where Snapchat does not need it.
    private static string WithoutOptionalId(JsonElement body)
    {
        JsonElement users = body.GetProperty("users")[0];
        return $$"""{"users":[{"schema":{{Compact(users.GetProperty("schema"))}},"data":{{Compact(users.GetProperty("data"))}}}]}""";
    }

    private static string Compact(JsonElement element) => JsonSerializer.Serialize(element);
}
