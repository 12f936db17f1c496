using System.Diagnostics;
using System.Reflection;
using Snapchat.AudienceExport.Storage;

namespace Snapchat.AudienceExport.EntityFrameworkCore.Tests.TwoProcesses;

/// <summary>A store in a process that is killed when it has Snapchat's answer and is about to store it.</summary>
public class DyingStore : DispatchProxy
{
    private IAudienceExportStore? _inner;

    public static IAudienceExportStore Over(IAudienceExportStore inner)
    {
        IAudienceExportStore store = Create<IAudienceExportStore, DyingStore>();
        ((DyingStore)(object)store)._inner = inner;
        return store;
    }

    protected override object? Invoke(MethodInfo? targetMethod, object?[]? args)
    {
        if (targetMethod!.Name == nameof(IAudienceExportStore.TryReplaceTokenAsync))
        {
            using Process self = Process.GetCurrentProcess();
            self.Kill();
        }

        return targetMethod.Invoke(_inner, args);
    }
}
