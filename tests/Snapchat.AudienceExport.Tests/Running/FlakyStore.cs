using System.Diagnostics.CodeAnalysis;
using System.Reflection;
using Snapchat.AudienceExport.Storage;

namespace Snapchat.AudienceExport.Tests.Running;

/// <summary>A store that cannot be reached while it is down.</summary>
[SuppressMessage("Performance", "CA1852:Seal internal types", Justification = "The proxy is generated as a subtype.")]
internal class FlakyStore : DispatchProxy
{
    private IAudienceExportStore? _inner;

    public bool IsDown { get; set; }

    public static (IAudienceExportStore Store, FlakyStore Failures) Over(IAudienceExportStore inner)
    {
        IAudienceExportStore store = Create<IAudienceExportStore, FlakyStore>();
        var failures = (FlakyStore)(object)store;
        failures._inner = inner;
        return (store, failures);
    }

    protected override object? Invoke(MethodInfo? targetMethod, object?[]? args) =>
        IsDown ? throw new TimeoutException("The database is down.") : targetMethod!.Invoke(_inner, args);
}
