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

    /// <summary>Gets or sets what happens after a method has done its work, before its caller learns of that.</summary>
    public Action<string>? After { get; set; }

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
        if (IsDown)
            throw Away();
        object? result = targetMethod!.Invoke(_inner, BindingFlags.DoNotWrapExceptions, binder: null, args, culture: null);
        Type answer = targetMethod.ReturnType;
        if (After is null || !answer.IsAssignableTo(typeof(Task)))
            return result;
        if (!answer.IsGenericType)
            return AnswerAsync(targetMethod.Name, (Task)result!);
        MethodInfo typed = typeof(FlakyStore).GetMethod(nameof(TypedAnswerAsync), BindingFlags.NonPublic | BindingFlags.Instance)!;
        return typed.MakeGenericMethod(answer.GetGenericArguments()).Invoke(this, [targetMethod.Name, result]);
    }

    private async Task AnswerAsync(string method, Task done)
    {
        await done;
        After?.Invoke(method);
        if (IsDown)
            throw Away();
    }

    private async Task<T> TypedAnswerAsync<T>(string method, Task<T> done)
    {
        await AnswerAsync(method, done);
        return await done;
    }

    private static AudienceExportStoreException Away() => new("The database is down.") { IsTransient = true };
}
