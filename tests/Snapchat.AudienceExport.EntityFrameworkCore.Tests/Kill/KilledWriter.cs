using System.Globalization;
using Microsoft.Extensions.DependencyInjection;
using Snapchat.AudienceExport.EntityFrameworkCore.Tests.Support;
using Snapchat.AudienceExport.Storage;

namespace Snapchat.AudienceExport.EntityFrameworkCore.Tests.Kill;

/// <summary>The process that changes a connection and two exports without end, until it is killed. Everything it writes in one transaction says the same number.</summary>
internal static class KilledWriter
{
    public const string Command = "write-until-killed";
    public const string Ready = "ready";
    public const string Writing = "writing";

    public static Actor Actor { get; } = new("writer");

    public static async Task<int> RunAsync(string[] arguments, CancellationToken cancellationToken)
    {
        await using ServiceProvider services = TestDatabase.BuildServices(arguments[0], arguments[1]);
        IAudienceExportStore store = services.GetRequiredService<IAudienceExportStore>();
        StoredConnection connection = (await store.FindConnectionAsync(ConnectionId.Parse(arguments[2]), cancellationToken))!;
        List<StoredExport> exports = [];
        foreach (string id in arguments[3..])
            exports.Add((await store.FindExportAsync(ExportId.Parse(id), cancellationToken))!);

        await Console.Out.WriteLineAsync(Ready.AsMemory(), cancellationToken);

        // Nobody is there any more to kill it.
        if (await Console.In.ReadLineAsync(cancellationToken) is null)
            return 1;
        for (long number = 1; ; number++)
        {
            string name = number.ToString(CultureInfo.InvariantCulture);
            connection = await store.UpdateConnectionAsync(
                connection with { DisplayName = name }, Audit(AuditAction.RenameConnection, connection.Id.ToString(), name), new StoredToken(connection.Id, 0, BitConverter.GetBytes(number)), cancellationToken);
            exports =
            [
                .. await store.UpdateExportsAsync(
                    [.. exports.Select(export => export with { Definition = export.Definition with { DisplayName = name } })],
                    [.. exports.Select(export => Audit(AuditAction.EditExport, export.Id.ToString(), name))],
                    cancellationToken),
            ];
            if (number == 1)
                await Console.Out.WriteLineAsync(Writing.AsMemory(), cancellationToken);
        }
    }

    public static AuditRecord Audit(AuditAction action, string subject, string? detail = null) =>
        new(Guid.CreateVersion7(), TimeProvider.System.GetUtcNow(), Actor, action, new AuditSubject("thing", subject), AuditOutcome.Succeeded) { Detail = detail };
}
