using System.Globalization;
using Microsoft.AspNetCore.Http;

namespace Snapchat.AudienceExport.Dashboard.Forms;

/// <summary>A schedule as a form holds it.</summary>
internal static class ScheduleForm
{
    /// <summary>How many times of day a schedule can have.</summary>
    public const int MaxTimes = 4;

    /// <summary>The days of the week in the order in which they are shown.</summary>
    public static IReadOnlyList<DayOfWeek> Days { get; } =
        [DayOfWeek.Monday, DayOfWeek.Tuesday, DayOfWeek.Wednesday, DayOfWeek.Thursday, DayOfWeek.Friday, DayOfWeek.Saturday, DayOfWeek.Sunday];

    public static ExportSchedule Read(IFormCollection form)
    {
        ScheduleKind kind = Enum.TryParse(form["schedule"], out ScheduleKind chosen) ? chosen : ScheduleKind.SystemRefresh;
        return new ExportSchedule { Kind = kind, Recurrence = kind == ScheduleKind.Own ? ReadRecurrence(form) : null, IsPaused = kind != ScheduleKind.Off && form.Has("paused", "true") };
    }

    public static Recurrence ReadRecurrence(IFormCollection form) => new()
    {
        Days = [.. form["day"].Select(static text => Enum.TryParse(text, out DayOfWeek day) ? day : throw Unreadable("day of the week", text, "Monday"))],
        Times = [.. form["time"].Where(static text => !string.IsNullOrWhiteSpace(text)).Select(static text => TimeOnly.TryParse(text, CultureInfo.InvariantCulture, out TimeOnly time) ? time : throw Unreadable("time of day", text, "06:30"))],
        TimeZone = form.Text("zone") is { Length: > 0 } zone ? zone : new Recurrence().TimeZone,
    };

    public static string Write(TimeOnly time) => time.ToString("HH:mm", CultureInfo.InvariantCulture);

    // Only a browser without fields for times, or a hand, sends what is none; to leave it out would change when the export runs.
    private static InvalidFormException Unreadable(string what, string? text, string example) =>
        new(nameof(ExportDefinition.Schedule), $"\"{text}\" is no {what}; go back, and write it as in {example}.");
}
