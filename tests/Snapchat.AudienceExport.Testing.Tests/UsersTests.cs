using System.Net;

namespace Snapchat.AudienceExport.Testing.Tests;

public sealed class UsersTests
{
    [Fact]
    public async Task Uploads_and_removals_change_the_set_and_count_what_was_sent()
    {
        await using Caller caller = await Caller.StartAsync();
        AudienceId audience = caller.Simulator.AddAudience();

        Reply added = await caller.AddAsync(audience, Caller.Hash(1), Caller.Hash(2), Caller.Hash(2), Caller.Hash(3));
        Reply again = await caller.AddAsync(audience, Caller.Hash(3));
        Reply removed = await caller.RemoveAsync(audience, Caller.Hash(2), Caller.Hash(9));

        Assert.Equal("SUCCESS", added.Text("request_status"));
        Assert.Equal("SUCCESS", added.Text("users/0/sub_request_status"));
        Assert.Equal("4", added.Text("users/0/user/number_uploaded_users"));
        Assert.Equal("1", again.Text("users/0/user/number_uploaded_users"));
        Assert.Equal("2", removed.Text("users/0/user/number_uploaded_users"));
        AssertEmails(caller, audience, Caller.Hash(1), Caller.Hash(3));
    }

    [Fact]
    public async Task Hundred_thousand_identifiers_are_taken_in_one_request()
    {
        await using Caller caller = await Caller.StartAsync();
        AudienceId audience = caller.Simulator.AddAudience();
        string[] hashes = Caller.Hashes(100_000);

        Reply reply = await caller.SendUsersAsync(HttpMethod.Post, audience, hashes, expectContinue: true);

        Assert.Equal(HttpStatusCode.OK, reply.Status);
        Assert.Equal("100000", reply.Text("users/0/user/number_uploaded_users"));
        AssertEmails(caller, audience, hashes);
        SimulatedRequest request = caller.Simulator.Requests[^1];
        Assert.Equal(100_000, request.IdentifierCount);
        Assert.True(request.ExpectsContinue);
    }

    [Fact]
    public async Task One_request_may_hold_several_kinds_and_is_applied_as_a_whole_or_not_at_all()
    {
        await using Caller caller = await Caller.StartAsync();
        AudienceId audience = caller.Simulator.AddAudience();
        string Body(string phone) =>
            $$"""{"users":[{"schema":["EMAIL_SHA256"],"data":[["{{Caller.Hash(1)}}"]]},{"data":[["{{Caller.Hash(2)}}"],["{{phone}}"]],"schema":["PHONE_SHA256"]}]}""";

        Reply refused = await caller.SendJsonAsync(HttpMethod.Post, $"v1/segments/{audience}/users", Body("malformed"));
        AssertEmails(caller, audience);
        Reply applied = await caller.SendJsonAsync(HttpMethod.Post, $"v1/segments/{audience}/users", Body(Caller.Hash(3)));

        Assert.Equal(HttpStatusCode.BadRequest, refused.Status);
        Assert.Equal(("1", "2"), (applied.Text("users/0/user/number_uploaded_users"), applied.Text("users/1/user/number_uploaded_users")));
        Assert.Equal((1, 2), (caller.Simulator.CountMembers(audience, IdentifierKind.Email), caller.Simulator.CountMembers(audience, IdentifierKind.Phone)));
    }

    private static void AssertEmails(Caller caller, AudienceId audience, params string[] expected) =>
        Assert.Equal([.. expected.Order(StringComparer.Ordinal)], caller.Emails(audience));
}
