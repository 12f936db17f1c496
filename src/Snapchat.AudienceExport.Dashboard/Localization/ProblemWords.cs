using Snapchat.AudienceExport.Dashboard.Http;

namespace Snapchat.AudienceExport.Dashboard.Localization;

/// <summary>The words for what goes wrong.</summary>
internal sealed record ProblemWords
{
    public required string Title { get; init; }

    public required string BackToExports { get; init; }

    public required string ToTheRun { get; init; }

    public required string Trace { get; init; }

    public required EnumWords<ProblemKind> Kinds { get; init; }

    public required EnumWords<ProblemKind> Hints { get; init; }

    public required Func<string, string> NameOf { get; init; }
}
