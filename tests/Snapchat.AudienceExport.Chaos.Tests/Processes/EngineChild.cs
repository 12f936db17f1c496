using System.Text.Json;
using Snapchat.AudienceExport.Chaos.Tests.Engines;
using Snapchat.AudienceExport.Chaos.Tests.World;
using Snapchat.AudienceExport.Tests.Client;

namespace Snapchat.AudienceExport.Chaos.Tests.Processes;

/// <summary>The process that exports until it is killed: by itself at the step it was told, or by its parent.</summary>
internal static class EngineChild
{
    public const string Command = "export-until-killed";

    public static async Task<int> RunAsync(CancellationToken cancellationToken)
    {
        EngineSettings settings = await ReadAsync<EngineSettings>(cancellationToken) ?? throw new InvalidOperationException("The settings are missing.");
        var life = new Life { Dies = static () => System.Diagnostics.Process.GetCurrentProcess().Kill() };
        var clock = new SkippingTimeProvider(DateTimeOffset.UnixEpoch);
        EngineProcess? engine = null;

        // When nobody is there any more to give commands, it ends.
        while (await ReadAsync<ChildCommand>(cancellationToken) is { } command)
        {
            clock.Advance(command.Now - clock.GetUtcNow());
            int startedAt = life.Steps;
            life.DiesAfter = command.Terms?.DiesAfter is { } steps ? startedAt + steps : int.MaxValue;
            engine ??= new EngineProcess(settings, new MortalFiles(life), clock, life);
            var heap = new PeakHeap();
            ISegmentSource source = command.Generated is { } generated ? new GeneratedSource(generated) : new PeopleSource(command.Segments);
            RunResult result = command.Export is { } export ? await engine.RunAsync(export, source, command.Terms!, heap) : await EraseAsync(engine, command);
            var answer = new ChildAnswer(result.Status!.Value, result.Problem, result.IsWithheld, result.Resumed, life.Steps - startedAt, clock.GetUtcNow(), heap.Bytes);
            await Console.Out.WriteLineAsync(JsonSerializer.Serialize(answer).AsMemory(), cancellationToken);
        }

        if (engine is not null)
            await engine.DisposeAsync();
        return 0;
    }

    private static async Task<RunResult> EraseAsync(EngineProcess engine, ChildCommand command)
    {
        await engine.EraseAsync(command.Kind, [.. command.Erased.Select(static hex => Sha256Digest.Parse(hex))]);
        return new RunResult(ExportStatus.Successful);
    }

    private static async Task<T?> ReadAsync<T>(CancellationToken cancellationToken)
        where T : class => await Console.In.ReadLineAsync(cancellationToken) is { } line ? JsonSerializer.Deserialize<T>(line) : null;
}
