namespace Snapchat.AudienceExport.Benchmarks.Baselines;

/// <summary>The HTTP client of the baselines: the platform's own, without handlers.</summary>
internal static class LoopbackClient
{
    public static HttpClient Create(Uri server) => new(new SocketsHttpHandler { UseCookies = false, UseProxy = false }) { BaseAddress = server };
}
