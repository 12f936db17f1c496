namespace Snapchat.AudienceExport.Dashboard.Localization;

/// <summary>The words of the page of erasures.</summary>
internal sealed record ErasureWords
{
    public required string Title { get; init; }

    public required string Hint { get; init; }

    public required string Person { get; init; }

    public required string OneALine { get; init; }

    public required string Erase { get; init; }

    public required string Lift { get; init; }

    public required string Complete { get; init; }

    public required string Recorded { get; init; }

    public required string Pending { get; init; }

    public required string NothingPending { get; init; }

    public required string Retry { get; init; }

    public required string Audiences { get; init; }

    public required string NotGiven { get; init; }

    public required EnumWords<AudienceErasureStatus> Statuses { get; init; }
}
