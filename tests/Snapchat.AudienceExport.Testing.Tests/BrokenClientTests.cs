using System.Net;
using System.Net.Sockets;
using System.Text;
using Microsoft.Extensions.Time.Testing;

namespace Snapchat.AudienceExport.Testing.Tests;

/// <summary>Clients that stop in the middle, and answers they do not wait for.</summary>
public sealed class BrokenClientTests
{
    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_body_that_breaks_off_applies_nothing()
    {
        await using Caller caller = await Caller.StartAsync();
        AudienceId audience = caller.Simulator.AddAudience();
        byte[] body = Encoding.ASCII.GetBytes(Caller.UsersBody(Caller.Hashes(1_000)));
        using (TcpClient socket = new())
        {
            await socket.ConnectAsync(IPAddress.Loopback, caller.Simulator.BaseAddress.Port, Token);
            await SendHeadAsync(socket, caller, audience, body.Length);
            await socket.GetStream().WriteAsync(body.AsMemory(0, body.Length - 1), Token);
        }

        SimulatedRequest request = await caller.Simulator.WaitForRequestAsync(sent => sent is { Operation: SimulatedOperation.AddUsers, CompletedAt: not null }, Token);

        Assert.Equal((null, false), (request.Status, request.Applied));
        Assert.Empty(caller.Emails(audience));
    }

    [Fact]
    public async Task An_answer_that_comes_early_ends_the_connection_of_a_client_that_is_still_sending()
    {
        await using Caller caller = await Caller.StartAsync();
        AudienceId audience = caller.Simulator.AddAudience();
        caller.Simulator.Faults.Add(SimulatedOperation.AddUsers, SimulatedFault.AnswerBeforeBody(413));
        using TcpClient socket = new();
        await socket.ConnectAsync(IPAddress.Loopback, caller.Simulator.BaseAddress.Port, Token);

        await SendHeadAsync(socket, caller, audience, contentLength: 1_000_000);
        string answer = await ReadToEndAsync(socket);

        Assert.StartsWith("HTTP/1.1 413 ", answer, StringComparison.Ordinal);
        Assert.Contains("Connection: close", answer, StringComparison.Ordinal);
        Assert.Equal(0, caller.Simulator.Requests[^1].BodyBytes);
    }

    [Fact]
    public async Task A_request_without_a_body_gets_its_early_answer()
    {
        await using Caller caller = await Caller.StartAsync();
        caller.Simulator.Faults.Add(SimulatedFault.AnswerBeforeBody(503));

        Reply reply = await caller.GetAsync("v1/me");

        Assert.Equal((HttpStatusCode.ServiceUnavailable, "close"), (reply.Status, reply.Headers["Connection"]));
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task A_client_that_gives_up_does_not_undo_what_it_sent(bool applyFirst)
    {
        await using Caller caller = await Caller.StartAsync();
        AudienceId audience = caller.Simulator.AddAudience();
        TaskCompletionSource release = new();
        using CancellationTokenSource patience = new();
        caller.Simulator.Faults.Add(SimulatedOperation.AddUsers, SimulatedFault.HoldUntil(release.Task, applyFirst));
        using StringContent content = new(Caller.UsersBody([Caller.Hash(1)]), Encoding.UTF8, "application/json");
        Task<Reply> held = caller.SendAsync(HttpMethod.Post, $"v1/segments/{audience}/users", content, cancellationToken: patience.Token);
        await caller.Simulator.WaitForRequestAsync(sent => applyFirst ? sent.Applied && sent.IdentifierCount == 1 : sent.IdentifierCount == 1, Token);

        await patience.CancelAsync();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => held);
        int before = caller.Emails(audience).Length;
        release.SetResult();
        await caller.Simulator.WaitForRequestAsync(sent => sent is { Operation: SimulatedOperation.AddUsers, CompletedAt: not null }, Token);

        Assert.Equal(applyFirst ? 1 : 0, before);
        Assert.Single(caller.Emails(audience));
    }

    [Fact]
    public async Task A_slow_answer_can_wait_for_the_clock()
    {
        FakeTimeProvider time = new();
        await using Caller caller = await Caller.StartAsync(new SnapchatSimulatorOptions { TimeProvider = time });
        AudienceId audience = caller.Simulator.AddAudience();
        caller.Simulator.Faults.Add(SimulatedOperation.AddUsers, SimulatedFault.Delay(TimeSpan.FromMinutes(2)));
        Task<Reply> slow = caller.AddAsync(audience, Caller.Hash(1));
        await caller.Simulator.WaitForRequestAsync(sent => sent is { Operation: SimulatedOperation.AddUsers, Applied: true }, Token);
        Assert.False(slow.IsCompleted);

        // The wait begins just after the request is applied, so the clock may have to be turned more than once.
        while (!slow.IsCompleted)
        {
            time.Advance(TimeSpan.FromMinutes(2));
            await Task.Yield();
        }

        Assert.Equal(HttpStatusCode.OK, (await slow).Status);
    }

    [Fact]
    public async Task Stopping_ends_what_is_held_and_may_be_repeated()
    {
        Caller caller = await Caller.StartAsync();
        caller.Simulator.Faults.Add(SimulatedFault.HoldUntil(new TaskCompletionSource().Task));
        Task<Reply> held = caller.GetAsync("v1/me");
        await caller.Simulator.WaitForRequestAsync(sent => sent is { Operation: SimulatedOperation.GetCurrentUser, Applied: true }, Token);

        await caller.Simulator.DisposeAsync();

        await Assert.ThrowsAnyAsync<HttpRequestException>(() => held);
        await caller.DisposeAsync();
    }

    private static async Task SendHeadAsync(TcpClient socket, Caller caller, AudienceId audience, int contentLength) => await socket.GetStream().WriteAsync(Encoding.ASCII.GetBytes(
        $"POST /v1/segments/{audience}/users HTTP/1.1\r\nHost: localhost\r\nAuthorization: Bearer {caller.AccessToken}\r\nContent-Type: application/json\r\nContent-Length: {contentLength}\r\n\r\n"), Token);

    private static async Task<string> ReadToEndAsync(TcpClient socket)
    {
        StringBuilder text = new();
        byte[] buffer = new byte[4096];
        try
        {
            while (await socket.GetStream().ReadAsync(buffer, Token) is > 0 and int count)
                text.Append(Encoding.ASCII.GetString(buffer, 0, count));
        }
        catch (IOException)
        {
            // A reset after the answer is the point.
        }
        return text.ToString();
    }
}
