namespace Snapchat.AudienceExport.Dashboard.Localization;

/// <summary>The words of the page of a plan.</summary>
internal sealed record PlanWords
{
    public required Func<string, string> Title { get; init; }

    public required string Hint { get; init; }

    public required string ResendAll { get; init; }

    public required string Make { get; init; }

    public required string MakeAgain { get; init; }

    public required string Totals { get; init; }

    public required string Added { get; init; }

    public required string Removed { get; init; }

    public required string Unchanged { get; init; }

    public required string Requests { get; init; }

    public required string Bytes { get; init; }

    public required string LeastTime { get; init; }

    public required string Run { get; init; }

    public required string RunWithoutRemovals { get; init; }

    public required Func<string, string> RunAndRemove { get; init; }
}
