using Snapchat.AudienceExport.Scheduling;

namespace Snapchat.AudienceExport.Tests.Scheduling;

public sealed class ScheduleValidatorTests
{
    private static readonly Recurrence Mornings = new() { Times = [new TimeOnly(6, 0)] };

    public static TheoryData<string> TimeZones => ["", " ", "Moon/Crater", "Pacific Standard Time", "../../etc/passwd", "Asia", "+05:00", "/usr/share/zoneinfo/Asia/Almaty"];

    [Fact]
    public void SystemRefreshAndOff_NeedNothing()
    {
        Assert.Empty(Describe(ExportSchedule.SystemRefresh));
        Assert.Empty(Describe(ExportSchedule.Off));
    }

    [Theory]
    [InlineData("Etc/UTC")]
    [InlineData("Asia/Almaty")]
    [InlineData("America/Argentina/Buenos_Aires")]
    public void OneToFourWholeMinutes_InAKnownZone_AreValid(string timeZone)
    {
        for (int count = 1; count <= 4; count++)
        {
            var recurrence = new Recurrence { Times = [.. Enumerable.Range(0, count).Select(i => new TimeOnly(i * 5, 59))], Days = [DayOfWeek.Sunday, DayOfWeek.Friday], TimeZone = timeZone };
            Assert.Empty(Describe(recurrence));
        }

        Assert.Empty(Describe(Mornings with { TimeZone = timeZone }));
    }

    [Theory]
    [InlineData(0)]
    [InlineData(5)]
    public void MoreOrFewerTimes_AreNot(int count) =>
        Assert.Equal([$"The schedule has {count} times of day; give 1 to 4."], Describe(new Recurrence { Times = [.. Enumerable.Range(0, count).Select(i => new TimeOnly(i, 0))] }));

    [Fact]
    public void SecondsAndTicks_AreNot()
    {
        Assert.Equal(["The schedule has a time of day with seconds; give whole minutes."], Describe(Mornings with { Times = [new TimeOnly(6, 0, 30)] }));
        Assert.Equal(["The schedule has a time of day with seconds; give whole minutes."], Describe(Mornings with { Times = [new TimeOnly(1)] }));
    }

    [Fact]
    public void WhatIsNamedTwice_IsNot()
    {
        Assert.Equal(["The schedule has a time of day twice; name it once."], Describe(Mornings with { Times = [new TimeOnly(6, 0), new TimeOnly(6, 0)] }));
        Assert.Equal(["The schedule has a day of the week twice; name it once."], Describe(Mornings with { Days = [DayOfWeek.Monday, DayOfWeek.Monday] }));
    }

    [Fact]
    public void ADayThatIsNone_IsNot() =>
        Assert.Equal(["The schedule has a day that is no day of the week; choose from Monday to Sunday."], Describe(Mornings with { Days = [(DayOfWeek)7] }));

    [Theory]
    [MemberData(nameof(TimeZones))]
    public void UnknownZones_AndThoseWithoutAnIanaName_AreNot(string timeZone) =>
        Assert.Equal(["The time zone of the schedule is not known; give its IANA name, as in Asia/Almaty."], Describe(Mornings with { TimeZone = timeZone }));

    [Fact]
    public void ARecurrence_BelongsToAScheduleOfItsOwn()
    {
        Assert.Equal(["The schedule has no recurrence; give the times at which the export shall run."], Describe(new ExportSchedule { Kind = ScheduleKind.Own }));
        Assert.Equal(["The schedule has a recurrence, which counts only for a schedule of its own; leave it out, or choose Own."], Describe(ExportSchedule.Off with { Recurrence = Mornings }));
    }

    [Fact]
    public void NoSchedule_AndNoKind_AreMissing()
    {
        string[] missing = ["The schedule is missing; choose the system refresh, a recurrence of its own, or none."];
        Assert.Equal(missing, Describe((ExportSchedule?)null));
        Assert.Equal(missing, Describe(new ExportSchedule { Kind = (ScheduleKind)7 }));
    }

    [Fact]
    public void EveryMistake_IsNamed_AndConcernsTheSchedule()
    {
        var recurrence = new Recurrence { Times = [.. Enumerable.Repeat(new TimeOnly(6, 0, 1), 5)], Days = [DayOfWeek.Monday, DayOfWeek.Monday, (DayOfWeek)7], TimeZone = null! };

        ValidationProblem[] problems = [.. ScheduleValidator.FindProblems(new ExportSchedule { Kind = ScheduleKind.Own, Recurrence = recurrence })];

        Assert.Equal(6, problems.Distinct().Count());
        Assert.All(problems, problem => Assert.Equal("Schedule", problem.Item));
        Assert.Single(Describe(new Recurrence { Times = null!, Days = null! }));
    }

    private static IEnumerable<string> Describe(Recurrence recurrence) => Describe(new ExportSchedule { Kind = ScheduleKind.Own, Recurrence = recurrence });

    private static IEnumerable<string> Describe(ExportSchedule? schedule) => ScheduleValidator.FindProblems(schedule).Select(problem => problem.Message);
}
