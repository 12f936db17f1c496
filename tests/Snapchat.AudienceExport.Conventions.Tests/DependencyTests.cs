using System.Reflection;
using System.Text.RegularExpressions;

namespace Snapchat.AudienceExport.Conventions.Tests;

/// <summary>Which way packages, and the folders of the core, may depend on each other.</summary>
public sealed partial class DependencyTests
{
    private const string Core = "Snapchat.AudienceExport";
    private const int Timeout = 10_000;

    private static readonly Dictionary<string, string> Companions = new(StringComparer.Ordinal)
    {
        [$"{Core}.Dashboard"] = $"{Core}.AspNetCore",
        [$"{Core}.Sqlite"] = $"{Core}.EntityFrameworkCore",
        [$"{Core}.PostgreSql"] = $"{Core}.EntityFrameworkCore",
    };

    [Fact]
    public void Packages_StandOnTheCore_AndOnTheirFamilyOnly() =>
        Assert.Empty(
            from assembly in Repository.Assemblies
            let name = assembly.GetName().Name!
            from referenced in assembly.GetReferencedAssemblies()
            where referenced.Name!.StartsWith(Core, StringComparison.Ordinal)
                && (name == Core || (referenced.Name != Core && Companions.GetValueOrDefault(name) != referenced.Name))
            select $"{name} uses {referenced.Name}");

    [Fact]
    public void Companions_SeeNoInternalsOfTheCore() =>
        Assert.DoesNotContain(
            Assembly.Load(Core).CustomAttributes.Where(static attribute => attribute.AttributeType.Name == "InternalsVisibleToAttribute").Select(static attribute => (string)attribute.ConstructorArguments[0].Value!),
            name => Repository.Assemblies.Any(assembly => assembly.GetName().Name == name));

    // What comes first in the pipeline knows nothing of what comes later: no network, no state, no logs.
    [Theory]
    [InlineData("Profiles")]
    [InlineData("Normalization", "Hashing")]
    [InlineData("Hashing", "Normalization")]
    [InlineData("Reporting")]
    [InlineData("Diagnostics")]
    [InlineData("Storage")]
    [InlineData("Identity", "Storage")]
    [InlineData("Client", "Diagnostics", "Storage")]
    public void Folders_KnowOnlyWhatComesBefore(string folder, params string[] known)
    {
        string[] files = Directory.GetFiles(Path.Combine(Repository.Source, Core, folder), "*.cs", SearchOption.AllDirectories);

        Assert.NotEmpty(files);
        Assert.Empty(
            from file in files
            from Match use in FolderUsed().Matches(File.ReadAllText(file))
            let used = use.Groups["folder"].Value
            where used != folder && !known.Contains(used)
            select $"{Path.GetFileName(file)} uses {used}");
    }

    [Theory]
    [InlineData("Normalization")]
    [InlineData("Hashing")]
    public void NormalizingAndHashing_KnowNeitherHttpNorLogging(string folder) =>
        Assert.DoesNotContain(
            Directory.GetFiles(Path.Combine(Repository.Source, Core, folder), "*.cs", SearchOption.AllDirectories),
            static file => File.ReadAllText(file).Contains("using System.Net", StringComparison.Ordinal) || File.ReadAllText(file).Contains("using Microsoft.Extensions", StringComparison.Ordinal));

    [GeneratedRegex(@"^using (static )?Snapchat\.AudienceExport\.(?<folder>[A-Za-z]+)", RegexOptions.Multiline | RegexOptions.ExplicitCapture, Timeout)]
    private static partial Regex FolderUsed();
}
