namespace ExportConsole.CommandLine;

/// <summary>The command cannot be carried out as it was given; each problem is a sentence that says what to change.</summary>
internal sealed class UsageException(params IReadOnlyList<string> problems) : Exception(string.Join(' ', problems))
{
    public IReadOnlyList<string> Problems { get; } = problems;
}
