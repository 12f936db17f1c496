using System.Globalization;

namespace Snapchat.AudienceExport;

/// <summary>Times of day, on all or some days of the week, in a time zone.</summary>
public sealed record Recurrence
{
    /// <summary>Gets the days of the week.</summary>
    /// <value>Empty, the default, means daily.</value>
    public IReadOnlyList<DayOfWeek> Days { get; init; } = [];

    /// <summary>Gets the times of day: 1 to 4 different ones, in whole minutes.</summary>
    public IReadOnlyList<TimeOnly> Times { get; init; } = [];

    /// <summary>Gets the time zone, by its IANA name as in <c>Asia/Almaty</c>.</summary>
    /// <value>The default is <c>Etc/UTC</c>.</value>
    public string TimeZone { get; init; } = "Etc/UTC";

    /// <summary>Gets a text that is the same for recurrences that say the same.</summary>
    internal string Key => string.Create(
        CultureInfo.InvariantCulture, $"{(Days.Count == 0 ? "Daily" : string.Join(',', Days.Order()))} {string.Join(',', Times.Order().Select(static time => time.ToString("HH:mm", CultureInfo.InvariantCulture)))} {TimeZone}");
}
