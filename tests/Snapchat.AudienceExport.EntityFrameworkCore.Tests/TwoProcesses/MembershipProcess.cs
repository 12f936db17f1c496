using System.Runtime.CompilerServices;
using Microsoft.Extensions.DependencyInjection;
using Snapchat.AudienceExport.EntityFrameworkCore.Tests.Support;
using Snapchat.AudienceExport.Storage;

namespace Snapchat.AudienceExport.EntityFrameworkCore.Tests.TwoProcesses;

/// <summary>The other process: it takes the lease of an audience, and for each line it reads it calls every method that writes, and says how each call ended.</summary>
internal static class MembershipProcess
{
    public const string Command = "write-membership-when-told";
    public const string Ready = "ready";
    public const string Written = "written";
    public const int Methods = 4;

    /// <param name="arguments">The word for the database, its connection string, the audience.</param>
    /// <param name="cancellationToken">Stops it.</param>
    public static async Task<int> RunAsync(string[] arguments, CancellationToken cancellationToken)
    {
        await using ServiceProvider services = TestDatabase.BuildServices(arguments[0], arguments[1]);
        IMembershipStore store = services.GetRequiredService<IMembershipStore>();
        var audience = AudienceId.Parse(arguments[2]);
        StoredLease lease = (await services.GetRequiredService<IAudienceExportStore>().TryAcquireLeaseAsync($"audience:{audience}", "other", TimeSpan.FromHours(1), cancellationToken: cancellationToken))!;
        await Console.Out.WriteLineAsync(Ready.AsMemory(), cancellationToken);
        for (int round = 1; await Console.In.ReadLineAsync(cancellationToken) is not null; round++)
        {
            byte[] content = [(byte)round];
            Func<Task>[] methods =
            [
                () => store.WriteSetAsync(audience, "set", Part(content, cancellationToken), lease, cancellationToken),
                () => store.AppendAsync(audience, "log", round - 1, content, lease, cancellationToken),
                () => store.WritePointerAsync(audience, new MembershipPointer(round, content), lease, cancellationToken),
                () => store.DeleteAsync(audience, ["nothing"], lease, cancellationToken),
            ];
            string[] outcomes = new string[Methods];
            for (int method = 0; method < Methods; method++)
                outcomes[method] = await CallAsync(methods[method]);
            await Console.Out.WriteLineAsync(string.Join(' ', outcomes).AsMemory(), cancellationToken);
        }

        return 0;
    }

    private static async Task<string> CallAsync(Func<Task> method)
    {
        try
        {
            await method();
            return Written;
        }
        catch (AudienceExportException exception)
        {
            return exception.GetType().Name;
        }
    }

    private static async IAsyncEnumerable<ReadOnlyMemory<byte>> Part(byte[] content, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        await Task.Yield();
        cancellationToken.ThrowIfCancellationRequested();
        yield return content;
    }
}
