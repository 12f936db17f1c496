using System.Diagnostics.CodeAnalysis;
using System.Reflection;
using Snapchat.AudienceExport.Storage;

namespace Snapchat.AudienceExport.Tests.Running;

/// <summary>A store that cannot be reached while it is down, and to which things happen in between.</summary>
[SuppressMessage("Performance", "CA1852:Seal internal types", Justification = "The proxy is generated as a subtype.")]
internal class FlakyStore : DispatchProxy
{
    private object? _inner;

    public bool IsDown { get; set; }

    /// <summary>Gets or sets what happens before a method is called.</summary>
    public Action<string, object?[]>? Before { get; set; }

    public static (T Store, FlakyStore Failures) Over<T>(T inner)
        where T : class
    {
        T store = Create<T, FlakyStore>();
        var failures = (FlakyStore)(object)store;
        failures._inner = inner;
        return (store, failures);
    }

    protected override object? Invoke(MethodInfo? targetMethod, object?[]? args)
    {
        Before?.Invoke(targetMethod!.Name, args!);
        return IsDown ? throw new AudienceExportStoreException("The database is down.") { IsTransient = true } : targetMethod!.Invoke(_inner, args);
    }
}
