namespace Snapchat.AudienceExport.Testing.Http;

/// <summary>A request that is read and understood but has had no effect yet; faults decide whether and when it has.</summary>
/// <param name="commit">Applies the request to the world as it is then, and answers.</param>
/// <param name="resources">What the operation holds until it is applied or abandoned.</param>
internal sealed class PendingOperation(Func<Answer> commit, IDisposable? resources = null) : IDisposable
{
    /// <summary>An operation whose outcome does not depend on the world any more.</summary>
    public static PendingOperation Refused(Answer answer) => new(() => answer);

    public Answer Commit() => commit();

    public void Dispose() => resources?.Dispose();
}
