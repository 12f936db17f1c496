namespace Snapchat.AudienceExport.Dashboard.Localization;

/// <summary>The words of the page of the system refresh.</summary>
internal sealed record ScheduleWords
{
    public required string Title { get; init; }

    public required string Hint { get; init; }

    public required string SystemRefresh { get; init; }

    public required string Off { get; init; }

    public required string On { get; init; }

    public required string Next { get; init; }

    public required string Latest { get; init; }

    public required string NeverHappened { get; init; }

    public required string RefreshNow { get; init; }

    public required string RefreshNowHint { get; init; }
}
