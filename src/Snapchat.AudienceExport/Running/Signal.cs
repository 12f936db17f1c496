namespace Snapchat.AudienceExport.Running;

/// <summary>Wakes a loop of this process before its time. What other processes do, a loop finds by polling.</summary>
internal sealed class Signal(TimeProvider timeProvider)
{
    private TaskCompletionSource _next = New();

    public void Set() => Volatile.Read(ref _next).TrySetResult();

    /// <summary>Waits for the signal, or until the time is over.</summary>
    public async Task WaitAsync(TimeSpan atMost, CancellationToken cancellationToken)
    {
        try
        {
            await Volatile.Read(ref _next).Task.WaitAsync(atMost, timeProvider, cancellationToken).ConfigureAwait(false);
            Volatile.Write(ref _next, New());
        }
        catch (TimeoutException)
        {
            // The time is over; whoever waits looks for work now.
        }
    }

    private static TaskCompletionSource New() => new(TaskCreationOptions.RunContinuationsAsynchronously);
}
