namespace Snapchat.AudienceExport.Tests.Client;

/// <summary>Stands in for the socket where a failure cannot be had from a server at will. Token requests are answered; each step answers one attempt, the last one all further ones.</summary>
internal sealed class ScriptedHandler(params Func<CancellationToken, Task<HttpResponseMessage>>[] steps) : HttpMessageHandler
{
    private int _attempts;

    public int Attempts => _attempts;

    public static Func<CancellationToken, Task<HttpResponseMessage>> Throws(Exception exception) => _ => throw exception;

    public static Func<CancellationToken, Task<HttpResponseMessage>> Answers(HttpContent content, int status = 200) =>
        _ => Task.FromResult(new HttpResponseMessage((System.Net.HttpStatusCode)status) { Content = content });

    public static Func<CancellationToken, Task<HttpResponseMessage>> Answers(string body, int status = 200) => Answers(new StringContent(body), status);

    /// <summary>Never answers, and obeys cancellation.</summary>
    public static async Task<HttpResponseMessage> HangsAsync(CancellationToken cancellationToken)
    {
        await Task.Delay(Timeout.Infinite, cancellationToken);
        throw new InvalidOperationException("The wait does not end.");
    }

    protected override Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken) =>
        request.RequestUri!.AbsolutePath.StartsWith("/login/", StringComparison.Ordinal)
            ? Answers(ApiStub.TokenAnswer)(cancellationToken)
            : steps[Math.Min(Interlocked.Increment(ref _attempts), steps.Length) - 1](cancellationToken);
}
