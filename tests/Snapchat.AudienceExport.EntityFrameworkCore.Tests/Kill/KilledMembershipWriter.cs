using System.Globalization;
using System.Runtime.CompilerServices;
using Microsoft.Extensions.DependencyInjection;
using Snapchat.AudienceExport.EntityFrameworkCore.Tests.Support;
using Snapchat.AudienceExport.Storage;

namespace Snapchat.AudienceExport.EntityFrameworkCore.Tests.Kill;

/// <summary>The process that seals, appends and commits without end, until it is killed. Everything that belongs together holds the same number.</summary>
internal static class KilledMembershipWriter
{
    public const string Command = "write-membership-until-killed";
    public const int Parts = 24;
    public const int Records = 5;
    public const int RecordLength = sizeof(long);

    // Several transactions per set.
    private const int PartLength = 150_000;

    /// <param name="arguments">The word for the database, its connection string, the audience.</param>
    /// <param name="cancellationToken">Stops it.</param>
    public static async Task<int> RunAsync(string[] arguments, CancellationToken cancellationToken)
    {
        await using ServiceProvider services = TestDatabase.BuildServices(arguments[0], arguments[1]);
        IMembershipStore store = services.GetRequiredService<IMembershipStore>();
        var audience = AudienceId.Parse(arguments[2]);
        await Console.Out.WriteLineAsync(KilledWriter.Ready.AsMemory(), cancellationToken);

        // Nobody is there any more to kill it.
        if (await Console.In.ReadLineAsync(cancellationToken) is null)
            return 1;
        StoredLease lease = (await services.GetRequiredService<IAudienceExportStore>().TryAcquireLeaseAsync($"audience:{audience}", "writer", TimeSpan.FromHours(1), cancellationToken: cancellationToken))!;
        for (long number = 1; ; number++)
        {
            byte[] content = BitConverter.GetBytes(number);
            await store.WriteSetAsync(audience, Set(number), WriteParts(number, cancellationToken), lease, cancellationToken);
            for (int record = 0; record < Records; record++)
                await store.AppendAsync(audience, Log(number), record * RecordLength, content, lease, cancellationToken);
            await store.WritePointerAsync(audience, new MembershipPointer(number, content), lease, cancellationToken);
            await store.DeleteAsync(audience, [Set(number - 1), Log(number - 1)], lease, cancellationToken);
            if (number == 1)
                await Console.Out.WriteLineAsync(KilledWriter.Writing.AsMemory(), cancellationToken);
        }
    }

    public static string Set(long number) => string.Create(CultureInfo.InvariantCulture, $"set-{number}");

    public static string Log(long number) => string.Create(CultureInfo.InvariantCulture, $"log-{number}");

    private static async IAsyncEnumerable<ReadOnlyMemory<byte>> WriteParts(long number, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        byte[] part = new byte[PartLength];
        BitConverter.GetBytes(number).CopyTo(part, 0);
        for (int i = 0; i < Parts; i++)
        {
            cancellationToken.ThrowIfCancellationRequested();
            await Task.CompletedTask;
            yield return part;
        }
    }
}
