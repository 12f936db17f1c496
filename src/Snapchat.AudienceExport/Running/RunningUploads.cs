namespace Snapchat.AudienceExport.Running;

/// <summary>Waits until runs under way have stopped uploading, on whatever machine.</summary>
internal sealed class RunningUploads
{
    /// <summary>Waits until no run that the condition names is processing under a lease that holds.</summary>
    public Task WaitUntilStoppedAsync(Func<RunRecord, bool> which, CancellationToken cancellationToken) => throw new NotSupportedException();
}
