namespace Snapchat.AudienceExport.Chaos.Tests.Engines;

/// <summary>Stands directly before the socket. A dead process neither sends nor hears; a request that is on its way when the process dies, or when it is canceled, arrives all the same.</summary>
internal sealed class MortalHandler(Life life) : DelegatingHandler
{
    protected override async Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
    {
        life.Step();
        HttpResponseMessage answer = await base.SendAsync(request, CancellationToken.None);
        try
        {
            life.Step();
            cancellationToken.ThrowIfCancellationRequested();
            return answer;
        }
        catch
        {
            answer.Dispose();
            throw;
        }
    }
}
