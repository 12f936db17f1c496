using System.Globalization;
using Snapchat.AudienceExport.Scheduling;

namespace Snapchat.AudienceExport.Tests.Scheduling;

/// <summary>The instants of recurrences, over both changes of the clock in zones that change it by an hour, by half an hour, and at midnight.</summary>
public sealed class OccurrencesTests
{
    /// <summary>Zone, time of day, and the three instants around the change.</summary>
    public static TheoryData<string, string, string[]> Changes => new()
    {
        // Spring: 02:30 does not exist, and the run comes at 03:00, the next time that does.
        { "Europe/Berlin", "02:30", ["2026-03-28T01:30Z", "2026-03-29T01:00Z", "2026-03-30T00:30Z"] },
        { "America/New_York", "02:30", ["2026-03-07T07:30Z", "2026-03-08T07:00Z", "2026-03-09T06:30Z"] },
        { "Australia/Lord_Howe", "02:15", ["2026-10-02T15:45Z", "2026-10-03T15:30Z", "2026-10-04T15:15Z"] },
        { "Africa/Cairo", "00:30", ["2026-04-22T22:30Z", "2026-04-23T22:00Z", "2026-04-24T21:30Z"] },

        // Autumn: 02:30 comes twice, and the run once, the first time.
        { "Europe/Berlin", "02:30", ["2026-10-24T00:30Z", "2026-10-25T00:30Z", "2026-10-26T01:30Z"] },
        { "America/New_York", "01:30", ["2026-10-31T05:30Z", "2026-11-01T05:30Z", "2026-11-02T06:30Z"] },
        { "Australia/Lord_Howe", "01:45", ["2026-04-03T14:45Z", "2026-04-04T14:45Z", "2026-04-05T15:15Z"] },
        { "Africa/Cairo", "23:30", ["2026-10-28T20:30Z", "2026-10-29T20:30Z", "2026-10-30T21:30Z"] },

        // A zone that does not change its clock.
        { "Asia/Almaty", "02:30", ["2026-03-28T21:30Z", "2026-03-29T21:30Z", "2026-03-30T21:30Z"] },
    };

    [Theory]
    [MemberData(nameof(Changes))]
    public void EachDayHasOneInstant_OverBothChangesOfTheClock(string timeZone, string time, string[] instants)
    {
        var daily = new Recurrence { Times = [TimeOnly.Parse(time, CultureInfo.InvariantCulture)], TimeZone = timeZone };
        DateTimeOffset[] expected = [.. instants.Select(At)];

        Assert.Equal(expected[1], Occurrences.Next(daily, expected[0]));
        Assert.Equal(expected[2], Occurrences.Next(daily, expected[1]));
        Assert.Equal(expected[1], Occurrences.Next(daily, expected[1].AddTicks(-1)));
        Assert.Equal(expected[1], Occurrences.Latest(daily, expected[0], expected[2].AddTicks(-1)));
        Assert.Equal(expected[2], Occurrences.Latest(daily, expected[0], expected[2]));
        Assert.Null(Occurrences.Latest(daily, expected[1], expected[2].AddTicks(-1)));
    }

    [Fact]
    public void SeveralTimesInTheHourThatIsSkipped_AreOneInstant()
    {
        var twice = new Recurrence { Times = [new TimeOnly(2, 45), new TimeOnly(2, 15)], TimeZone = "Europe/Berlin" };

        Assert.Equal(At("2026-03-29T01:00Z"), Occurrences.Next(twice, At("2026-03-28T12:00Z")));
        Assert.Equal(At("2026-03-30T00:15Z"), Occurrences.Next(twice, At("2026-03-29T01:00Z")));
    }

    [Fact]
    public void DaysAreThoseOfTheZone()
    {
        // Half past midnight on Monday in Almaty is Sunday in UTC.
        var monday = new Recurrence { Days = [DayOfWeek.Monday], Times = [new TimeOnly(0, 30)], TimeZone = "Asia/Almaty" };

        Assert.Equal(At("2026-11-29T19:30Z"), Occurrences.Next(monday, At("2026-11-24T08:00Z")));
        Assert.Equal(At("2026-11-22T19:30Z"), Occurrences.Latest(monday, At("2026-01-01T00:00Z"), At("2026-11-24T08:00Z")));
    }

    [Fact]
    public void OneDayOfTheWeek_IsFoundFromWhereverOneLooks()
    {
        var weekly = new Recurrence { Days = [DayOfWeek.Tuesday], Times = [new TimeOnly(8, 0)] };
        DateTimeOffset tuesday = At("2026-11-24T08:00Z");

        for (int hours = 0; hours < 7 * 24; hours++)
        {
            Assert.Equal(tuesday.AddDays(7), Occurrences.Next(weekly, tuesday.AddHours(hours)));
            Assert.Equal(tuesday, Occurrences.Latest(weekly, tuesday.AddDays(-1), tuesday.AddHours(hours)));
        }
    }

    [Fact]
    public void AZoneThatThisMachineDoesNotKnow_HasNone()
    {
        var lost = new Recurrence { Times = [new TimeOnly(8, 0)], TimeZone = "Moon/Crater" };

        Assert.Null(Occurrences.Next(lost, At("2026-11-24T08:00Z")));
        Assert.Null(Occurrences.Latest(lost, At("2026-11-01T08:00Z"), At("2026-11-24T08:00Z")));
    }

    private static DateTimeOffset At(string text) => DateTimeOffset.Parse(text, CultureInfo.InvariantCulture);
}
