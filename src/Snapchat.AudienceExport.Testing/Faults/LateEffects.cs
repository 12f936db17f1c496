using Snapchat.AudienceExport.Testing.Http;

namespace Snapchat.AudienceExport.Testing.Faults;

/// <summary>Requests that were reset and are yet to be applied.</summary>
internal sealed class LateEffects : IDisposable
{
    private readonly Lock _gate = new();
    private readonly List<LateEffect> _waiting = [];

    public void Add(Exchange exchange, PendingOperation operation, int afterRequests)
    {
        lock (_gate)
            _waiting.Add(new LateEffect(exchange, operation, afterRequests));
    }

    /// <summary>Counts a request that is about to be answered, and applies what waited for it.</summary>
    public void CountAnswered(long sequence)
    {
        lock (_gate)
        {
            _waiting.RemoveAll(effect =>
            {
                bool due = effect.Exchange.Sequence < sequence && --effect.Remaining == 0;
                if (due)
                    effect.Apply();
                return due;
            });
        }
    }

    public void ApplyAll()
    {
        lock (_gate)
        {
            foreach (LateEffect effect in _waiting)
                effect.Apply();
            _waiting.Clear();
        }
    }

    public void Dispose()
    {
        lock (_gate)
        {
            foreach (LateEffect effect in _waiting)
                effect.Operation.Dispose();
            _waiting.Clear();
        }
    }
}
