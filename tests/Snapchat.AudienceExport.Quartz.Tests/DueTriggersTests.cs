using System.Globalization;
using Microsoft.Extensions.Time.Testing;
using Quartz;
using Snapchat.AudienceExport.Quartz.Jobs;

namespace Snapchat.AudienceExport.Quartz.Tests;

/// <summary>Quartz fires at the instants that are due for exports, over both changes of the clock.</summary>
public sealed class DueTriggersTests
{
    public static TheoryData<string, string, string[]> Changes => new()
    {
        { "Europe/Berlin", "02:30", ["2026-03-28T01:30Z", "2026-03-29T01:00Z", "2026-03-30T00:30Z"] },
        { "America/New_York", "02:30", ["2026-03-07T07:30Z", "2026-03-08T07:00Z", "2026-03-09T06:30Z"] },
        { "Australia/Lord_Howe", "02:15", ["2026-10-02T15:45Z", "2026-10-03T15:30Z", "2026-10-04T15:15Z"] },
        { "Europe/Berlin", "02:30", ["2026-10-24T00:30Z", "2026-10-25T00:30Z", "2026-10-26T01:30Z"] },
        { "America/New_York", "01:30", ["2026-10-31T05:30Z", "2026-11-01T05:30Z", "2026-11-02T06:30Z"] },
        { "Australia/Lord_Howe", "01:45", ["2026-04-03T14:45Z", "2026-04-04T14:45Z", "2026-04-05T15:15Z"] },
    };

    [Theory]
    [MemberData(nameof(Changes))]
    public void EachDayHasOneFiring(string timeZone, string time, string[] instants)
    {
        ITrigger trigger = Assert.Single(DueTriggers.Of(new Recurrence { Times = [TimeOnly.Parse(time, CultureInfo.InvariantCulture)], TimeZone = timeZone }, new FakeTimeProvider(new DateTimeOffset(2026, 1, 1, 0, 0, 0, TimeSpan.Zero))));
        DateTimeOffset[] expected = [.. instants.Select(static text => DateTimeOffset.Parse(text, CultureInfo.InvariantCulture))];

        Assert.Equal(expected[1], trigger.GetFireTimeAfter(expected[0]));
        Assert.Equal(expected[2], trigger.GetFireTimeAfter(expected[1]));
    }

    [Fact]
    public void EachTimeOfDay_IsATriggerOfItsOwn_AndNamedByWhatItSays()
    {
        var recurrence = new Recurrence { Days = [DayOfWeek.Friday, DayOfWeek.Monday], Times = [new TimeOnly(6, 0), new TimeOnly(18, 30)], TimeZone = "Asia/Almaty" };

        Assert.Equal(["0 0 6 ? * MON,FRI Asia/Almaty", "0 30 18 ? * MON,FRI Asia/Almaty"], DueTriggers.Of(recurrence, TimeProvider.System).Select(static trigger => trigger.Key.Name));
    }

    [Fact]
    public void AZoneThatThisMachineDoesNotKnow_HasNone() =>
        Assert.Empty(DueTriggers.Of(new Recurrence { Times = [new TimeOnly(6, 0)], TimeZone = "Moon/Crater" }, TimeProvider.System));
}
