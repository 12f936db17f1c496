using System.Reflection;
using Snapchat.AudienceExport.Storage;

namespace Snapchat.AudienceExport.AspNetCore.Tests.Support;

/// <summary>A store that answers as it is told, by the name of the method: with a value, or with an exception to throw.</summary>
public class ScriptedStore : DispatchProxy
{
    private DateTimeOffset _now;
    private Dictionary<string, object?> _answers = [];

    internal static IAudienceExportStore Create(DateTimeOffset now, Dictionary<string, object?> answers)
    {
        IAudienceExportStore store = Create<IAudienceExportStore, ScriptedStore>();
        ((ScriptedStore)store)._now = now;
        ((ScriptedStore)store)._answers = answers;
        return store;
    }

    protected override object? Invoke(MethodInfo? targetMethod, object?[]? args)
    {
        object? answer = _answers.GetValueOrDefault(targetMethod!.Name);
        return answer is Exception exception ? throw exception : targetMethod.Name switch
        {
            nameof(IAudienceExportStore.GetTimeAsync) => new ValueTask<DateTimeOffset>(_now),
            nameof(IAudienceExportStore.GetConnectionsAsync) => Task.FromResult((IReadOnlyList<StoredConnection>?)answer ?? []),
            nameof(IAudienceExportStore.GetExportsAsync) => Task.FromResult((IReadOnlyList<StoredExport>?)answer ?? []),
            nameof(IAudienceExportStore.GetLatestRunsAsync) => Task.FromResult((IReadOnlyList<LatestRuns>?)answer ?? []),
            _ => throw new NotSupportedException(targetMethod.Name),
        };
    }
}
