using Microsoft.AspNetCore.Http;

namespace Snapchat.AudienceExport.Testing.Http;

/// <summary>One request on its way through the simulator.</summary>
internal sealed class Exchange(HttpContext context, Route route, SimulatedRequest entry, RequestLog log, SimulatedFault? fault)
{
    private SimulatedRequest _entry = entry;

    public HttpContext Context => context;

    public HttpRequest Request => context.Request;

    public Route Route => route;

    public SimulatedFault? Fault => fault;

    public string RequestId => _entry.RequestId;

    public long Sequence => _entry.Sequence;

    public bool IsFinished => _entry.CompletedAt is not null;

    public RequestReader Body { get; } = new(context.Request, fault?.CutAfter ?? long.MaxValue);

    public CancellationToken Aborted => context.RequestAborted;

    /// <summary>Changes the line of the log that stands for this request.</summary>
    public void Record(Func<SimulatedRequest, SimulatedRequest> change)
    {
        _entry = change(_entry);
        log.Replace(_entry);
    }
}
