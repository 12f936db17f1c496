using System.Reflection;

namespace Snapchat.AudienceExport.Conventions.Tests;

/// <summary>What is shipped: the assemblies, and the folder of their sources.</summary>
internal static class Repository
{
    public static string Source { get; } = Path.Combine(FindRoot(), "src");

    public static IReadOnlyList<Assembly> Assemblies { get; } =
        [.. Directory.GetFiles(Source, "*.csproj", SearchOption.AllDirectories).Select(static project => Assembly.Load(Path.GetFileNameWithoutExtension(project)))];

    /// <summary>All types that somebody wrote.</summary>
    public static IEnumerable<Type> Types => Assemblies.SelectMany(static assembly => assembly.GetTypes()).Where(static type => !IsGenerated(type));

    public static IEnumerable<Type> PublicTypes => Types.Where(static type => type.IsVisible);

    /// <summary>The methods of a type that somebody wrote there.</summary>
    public static IEnumerable<MethodInfo> MethodsOf(Type type) => type
        .GetMethods(BindingFlags.Public | BindingFlags.NonPublic | BindingFlags.Instance | BindingFlags.Static | BindingFlags.DeclaredOnly)
        .Where(static method => !method.IsSpecialName && !method.Name.Contains('<', StringComparison.Ordinal));

    private static bool IsGenerated(Type? type) => type is not null
        && (type.Name.Contains('<', StringComparison.Ordinal)
            || type.Namespace?.StartsWith("Snapchat.AudienceExport", StringComparison.Ordinal) != true
            || IsComponent(type)
            || type.CustomAttributes.Any(static attribute => attribute.AttributeType.Name is "CompilerGeneratedAttribute" or "GeneratedCodeAttribute")
            || IsGenerated(type.DeclaringType));

    // Razor makes every component a public class that is not sealed; the package names none of them to its users.
    private static bool IsComponent(Type type) => type.Name == "_Imports" || type.GetInterfaces().Any(static implemented => implemented.Name == "IComponent");

    private static string FindRoot()
    {
        string? folder = AppContext.BaseDirectory;
        while (folder is not null && !File.Exists(Path.Combine(folder, "Snapchat.AudienceExport.sln")))
            folder = Path.GetDirectoryName(folder);
        return folder ?? throw new InvalidOperationException("The tests must run inside the repository.");
    }
}
