namespace Snapchat.AudienceExport.Membership;

/// <summary>What of a run's plan holds for all digests alike.</summary>
/// <param name="Purpose">What the run means to do.</param>
/// <param name="IsFullSend">Whether everybody wanted is sent, also who is surely there.</param>
internal readonly record struct RunNature(RunPurpose Purpose, bool IsFullSend = false)
{
    /// <summary>Gets whether the audience is cleared first.</summary>
    public bool Clears => Purpose == RunPurpose.Replace;

    /// <summary>Gets whether the run starts from nothing sure: who is not sent and acknowledged by it is not surely there afterwards.</summary>
    public bool ForgetsSurely => IsFullSend || Clears;
}
