using Snapchat.AudienceExport.Testing.Http;

namespace Snapchat.AudienceExport.Testing.Faults;

/// <summary>A request that was reset and is yet to be applied.</summary>
internal sealed class LateEffect(Exchange exchange, PendingOperation operation, int afterRequests)
{
    public Exchange Exchange => exchange;

    public PendingOperation Operation => operation;

    /// <summary>How many requests are still to be answered before.</summary>
    public int Remaining { get; set; } = afterRequests;

    public void Apply()
    {
        using (operation)
        {
            Answer lost = operation.Commit();
            exchange.Record(entry => entry with { Applied = lost.HasEffect });
        }
    }
}
