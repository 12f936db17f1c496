using Microsoft.Extensions.DependencyInjection;
using Snapchat.AudienceExport.Client.Resilience;

namespace Snapchat.AudienceExport.Tests.Client;

/// <summary>Failures without an answer, or with a part of one.</summary>
public sealed class BrokenConnectionTests
{
    private const string Me = """{"request_status":"SUCCESS","me":{"id":"user-1"}}""";
    private const string Created = """{"request_status":"SUCCESS","segments":[{"sub_request_status":"SUCCESS","segment":{"id":"9"}}]}""";

    private static readonly NewAudience List = new(AdAccountId.Parse("8adc3db7-8148-4fbf-999c-8d2266369d74"), "List");

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public async Task AnAnswerThatBreaksOff_IsAskedForAgain()
    {
        var socket = new ScriptedHandler(ScriptedHandler.Answers(new BrokenAnswer(Me[..20])), ScriptedHandler.Answers(Me));

        Assert.Equal("user-1", (await Client(socket).GetCurrentUserAsync(Token)).Id);
        Assert.Equal(2, socket.Attempts);
    }

    [Fact]
    public async Task ARefusalThatBreaksOff_IsARefusal()
    {
        var socket = new ScriptedHandler(ScriptedHandler.Answers(new BrokenAnswer("Caller does not"), status: 403));

        SnapchatApiException exception = await Assert.ThrowsAsync<SnapchatApiException>(() => Client(socket).GetCurrentUserAsync(Token));

        Assert.Equal(("Caller does not", 1), (exception.SnapchatMessage, socket.Attempts));
    }

    [Fact]
    public async Task AnEndlessRefusal_IsReadToItsLimitOnly()
    {
        var endless = new CountingStream();
        var socket = new ScriptedHandler(ScriptedHandler.Answers(new StreamContent(endless), status: 400));

        await Assert.ThrowsAsync<SnapchatApiException>(() => Client(socket).GetCurrentUserAsync(Token));

        Assert.Equal(AnswerHandler.MaxErrorAnswer, endless.BytesRead);
    }

    [Theory]
    [InlineData(HttpRequestError.NameResolutionError)]
    [InlineData(HttpRequestError.ConnectionError)]
    [InlineData(HttpRequestError.SecureConnectionError)]
    [InlineData(HttpRequestError.ProxyTunnelError)]
    public async Task CreateAudience_ThatNeverReachedSnapchat_IsRepeated(HttpRequestError error)
    {
        var socket = new ScriptedHandler(ScriptedHandler.Throws(new HttpRequestException(error)), ScriptedHandler.Answers(Created));

        Assert.Equal("9", (await Client(socket).CreateAudienceAsync(List, Token)).Id.Value);
        Assert.Equal(2, socket.Attempts);
    }

    public static TheoryData<Exception> FailuresOfUnknownFate => [new HttpRequestException(HttpRequestError.Unknown), new HttpRequestException(HttpRequestError.ResponseEnded), new IOException("reset")];

    [Theory]
    [MemberData(nameof(FailuresOfUnknownFate), DisableDiscoveryEnumeration = true)]
    public async Task CreateAudience_ThatMayHaveReachedSnapchat_IsNotRepeatedAndSaysSo(Exception failure)
    {
        var socket = new ScriptedHandler(ScriptedHandler.Throws(failure));

        SnapchatApiException exception = await Assert.ThrowsAsync<SnapchatApiException>(() => Client(socket).CreateAudienceAsync(List, Token));

        Assert.True(exception.IsTransient);
        Assert.Contains("may have been carried out all the same, so look before you try again", exception.Message, StringComparison.Ordinal);
        Assert.Equal(1, socket.Attempts);
    }

    [Fact]
    public async Task AnAttemptThatHangs_IsGivenUpAndRepeated()
    {
        var time = new WatchedTimeProvider();
        var hanging = new TaskCompletionSource();
        var socket = new ScriptedHandler(
            cancellationToken =>
            {
                hanging.SetResult();
                return ScriptedHandler.HangsAsync(cancellationToken);
            },
            ScriptedHandler.Answers(Me));

        Task<SnapchatUser> call = Client(socket, time).GetCurrentUserAsync(Token);
        await hanging.Task;
        time.Advance(TimeSpan.FromSeconds(99.9));
        Assert.Equal(1, socket.Attempts);
        time.Advance(TimeSpan.FromSeconds(0.1));
        time.Advance(await time.RetryDelayBegunAsync());

        Assert.Equal("user-1", (await call).Id);
        Assert.Equal(2, socket.Attempts);
    }

    private static ISnapchatAudienceClient Client(ScriptedHandler socket, TimeProvider? time = null)
    {
        var services = new ServiceCollection();
        services.AddSingleton(time ?? new SkippingTimeProvider());
        services.AddSnapchatAudienceExport(options =>
        {
            options.ClientId = "client-id";
            options.ClientSecret = new SnapchatSecret("client-secret");
            options.RefreshToken = new SnapchatSecret("refresh-1");
            options.AcceptDataUse = true;
            if (time is null)
            {
                options.CallDeadline = options.UploadDeadline = TimeSpan.FromDays(1);
                options.AttemptTimeout = TimeSpan.FromHours(1);
            }
        }).HttpClient.ConfigurePrimaryHttpMessageHandler(() => socket);
        return services.BuildServiceProvider().GetRequiredService<ISnapchatAudienceClient>();
    }

    private sealed class CountingStream : MemoryStream
    {
        public int BytesRead { get; private set; }

        public override ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellationToken = default)
        {
            buffer.Span.Fill((byte)'x');
            BytesRead += buffer.Length;
            return new(buffer.Length);
        }
    }
}
