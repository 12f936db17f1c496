using Microsoft.Extensions.DependencyInjection;
using Snapchat.AudienceExport.Membership;
using Snapchat.AudienceExport.Testing;

namespace Snapchat.AudienceExport.Tests.Exports;

/// <summary>Requests that got no answer and may still take effect.</summary>
public sealed class LatenessTests
{
    private static readonly string[] Hundred = ExportHarness.Emails(100);

    [Theory]
    [InlineData(1, 0)]
    [InlineData(15, 1)]
    public async Task WhoeverAnUnansweredRemovalMayStillMeet_IsSentAgain(int minutes, int expected)
    {
        var clock = new ShiftedTimeProvider();
        await using ExportHarness harness = await ExportHarness.StartAsync(
            options => options.RequestLateness = TimeSpan.FromMinutes(minutes),
            new SnapchatSimulatorOptions { TimeProvider = clock },
            builder => builder.UseInMemoryMembership().Services.AddSingleton<TimeProvider>(clock));
        await ExportAsync(harness, Hundred);
        harness.Simulator.Faults.Add(SimulatedOperation.RemoveUsers, SimulatedFault.LoseAnswer());
        Assert.Equal(1, Assert.Single((await ExportAsync(harness, Hundred[1..])).Identifiers).Removed);
        clock.Shift += TimeSpan.FromMinutes(2);

        ExportReport back = await ExportAsync(harness, Hundred);
        ExportReport next = await ExportAsync(harness, Hundred);

        Assert.Equal(1, Assert.Single(back.Identifiers).Accepted);
        Assert.Equal(expected, Assert.Single(next.Identifiers).Added);
        Assert.Equal(ExportHarness.Digests(Hundred).Order(), harness.Members.Order());
    }

    [Fact]
    public void TheOptions_SayHowLate()
    {
        var options = new SnapchatAudienceExportOptions { RequestLateness = TimeSpan.FromMinutes(2), ClearLateness = TimeSpan.FromMinutes(3) };

        Assert.Equal(new Lateness(TimeSpan.FromMinutes(15), TimeSpan.FromMinutes(30)), Lateness.Of(new SnapchatAudienceExportOptions()));
        Assert.Equal(new Lateness(TimeSpan.FromMinutes(2), TimeSpan.FromMinutes(3)), Lateness.Of(options));
    }

    private static Task<ExportReport> ExportAsync(ExportHarness harness, IEnumerable<string> emails) => harness.Exporter.ExportAsync(
        new SegmentExportRequest(harness.Audience, SegmentSource.FromEnumerable(emails, static email => email)) { Mode = ExportMode.Mirror },
        null,
        TestContext.Current.CancellationToken);
}
