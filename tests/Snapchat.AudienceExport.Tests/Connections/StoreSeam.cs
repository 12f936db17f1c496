using System.Reflection;
using Snapchat.AudienceExport.Storage;

namespace Snapchat.AudienceExport.Tests.Connections;

/// <summary>A store in which tests can look at calls and let them fail.</summary>
public class StoreSeam : DispatchProxy
{
    private IAudienceExportStore? _inner;

    /// <summary>Gets or sets what happens before a method is called, by its name and arguments; what it throws, the method throws.</summary>
    public Action<string, object?[]>? Before { get; set; }

    public static (IAudienceExportStore Store, StoreSeam Seam) Over(IAudienceExportStore inner)
    {
        IAudienceExportStore store = Create<IAudienceExportStore, StoreSeam>();
        var seam = (StoreSeam)(object)store;
        seam._inner = inner;
        return (store, seam);
    }

    protected override object? Invoke(MethodInfo? targetMethod, object?[]? args)
    {
        Before?.Invoke(targetMethod!.Name, args!);
        return targetMethod!.Invoke(_inner, args);
    }
}
