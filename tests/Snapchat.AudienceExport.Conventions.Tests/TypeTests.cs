using System.Reflection;

namespace Snapchat.AudienceExport.Conventions.Tests;

/// <summary>Rules that every type of every package keeps.</summary>
public sealed class TypeTests
{
    private static readonly string[] PublicNamespaces =
    [
        "Snapchat.AudienceExport",
        "Snapchat.AudienceExport.Storage",
        "Snapchat.AudienceExport.Testing",
        "Microsoft.Extensions.DependencyInjection",
    ];

    [Fact]
    public void Classes_AreSealed_UnlessSomethingDerivesFromThem()
    {
        HashSet<Type> bases = [.. Repository.Types.Select(static type => type.BaseType).OfType<Type>().Select(static type => type.IsGenericType ? type.GetGenericTypeDefinition() : type)];

        Assert.Empty(Repository.Types.Where(type => type is { IsClass: true, IsSealed: false, IsAbstract: false } && !bases.Contains(type)).Select(static type => type.FullName));
    }

    [Fact]
    public void PublicTypes_AreWhereUsersLook() =>
        Assert.Empty(Repository.PublicTypes.Where(static type => !PublicNamespaces.Contains(type.Namespace)).Select(static type => type.FullName));

    [Fact]
    public void PublicTypes_AreFewerThanInternalOnes()
    {
        int all = Repository.Types.Count();
        int visible = Repository.PublicTypes.Count();

        Assert.InRange(visible, 1, all - visible - 1);
    }

    [Fact]
    public void AsynchronousMethods_SayAsync() =>
        Assert.Empty(
            from type in Repository.PublicTypes
            from method in Repository.MethodsOf(type)
            where !IsOverridden(method) && IsAsynchronous(method.ReturnType) != method.Name.EndsWith("Async", StringComparison.Ordinal)
            select $"{type.FullName}.{method.Name}");

    [Fact]
    public void CancellationTokens_ComeLast_AndAreNamedSo() =>
        Assert.Empty(
            from type in Repository.PublicTypes
            from method in Repository.MethodsOf(type)
            from parameter in method.GetParameters()
            where parameter.ParameterType == typeof(CancellationToken)
                && (parameter.Position != method.GetParameters().Length - 1 || !string.Equals(parameter.Name, "cancellationToken", StringComparison.Ordinal))
            select $"{type.FullName}.{method.Name}");

    [Fact]
    public void Interfaces_OfPublicTypes_LetEveryAsynchronousCallBeCanceled() =>
        Assert.Empty(
            from type in Repository.PublicTypes
            where type.IsInterface
            from method in Repository.MethodsOf(type)
            where IsAsynchronous(method.ReturnType) && method.GetParameters().All(static parameter => parameter.ParameterType != typeof(CancellationToken))
            select $"{type.FullName}.{method.Name}");

    private static bool IsOverridden(MethodInfo method) => method.GetBaseDefinition() != method;

    private static bool IsAsynchronous(Type type) =>
        type == typeof(Task) || type == typeof(ValueTask) || (type.IsGenericType && type.GetGenericTypeDefinition() is var definition
            && (definition == typeof(Task<>) || definition == typeof(ValueTask<>) || definition == typeof(IAsyncEnumerable<>)));
}
