namespace Snapchat.AudienceExport.Membership.Files;

/// <summary>Says in one sentence what is wrong with the state folder when the system refuses: disk full, no rights, in use.</summary>
internal static class StateFolderErrors
{
    // What the systems say of a file that another process has for itself; the base library has no exception of its own for it.
    private const int WouldBlockOnLinux = 11;
    private const int WouldBlockOnMac = 35;
    private const int SharingViolation = unchecked((int)0x80070020);
    private const int LockViolation = unchecked((int)0x80070021);

    public static T Explain<T>(string root, Func<T> work)
    {
        try
        {
            return work();
        }
        catch (Exception exception) when (IsOfFileSystem(exception))
        {
            throw Explained(root, exception);
        }
    }

    public static void Explain(string root, Action work) => Explain(root, () =>
    {
        work();
        return true;
    });

    public static async Task ExplainAsync(string root, Func<Task> work)
    {
        try
        {
            await work().ConfigureAwait(false);
        }
        catch (Exception exception) when (IsOfFileSystem(exception))
        {
            throw Explained(root, exception);
        }
    }

    public static IDisposable ExplainLock(string root, Func<IDisposable> lockFolder)
    {
        try
        {
            return Explain(root, lockFolder);
        }
        catch (MembershipStateException exception) when (exception.InnerException is IOException { HResult: WouldBlockOnLinux or WouldBlockOnMac or SharingViolation or LockViolation })
        {
            throw new MembershipStateException($"State folder '{root}' is in use by another process; wait until it has ended, or choose another folder.", exception);
        }
    }

    public static bool IsOfFileSystem(Exception exception) => exception is IOException or UnauthorizedAccessException;

    public static MembershipStateException Explained(string root, Exception exception) =>
        new($"State folder '{root}' cannot be used ({exception.Message.TrimEnd('.')}): free space or mend its rights, and run again; what was durable before is kept.", exception);
}
