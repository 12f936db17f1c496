using Microsoft.Extensions.DependencyInjection;
using Snapchat.AudienceExport.Testing;

namespace Snapchat.AudienceExport.Tests.Exports;

/// <summary>Snapchat acknowledges fewer identifiers than were sent, to runs that know whom earlier runs sent.</summary>
public sealed class ShortCountTests
{
    private static readonly string[] Hundred = ExportHarness.Emails(100);

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public async Task AShortAddition_IsRepeatedOnce_AndMadeGoodByTheNextRun()
    {
        await using ExportHarness harness = await StartAsync();
        await ExportAsync(harness, Hundred);
        string[] more = [.. Hundred, .. Enumerable.Range(0, 3).Select(static i => $"newcomer{i}@example.com")];
        harness.Simulator.Faults.Add(SimulatedOperation.AddUsers, SimulatedFault.ShortCount(1), times: 2);

        ExportReport report = await ExportAsync(harness, more);
        Assert.Equal((ExportStatus.Failed, ExportProblemCode.ShortCount), (report.Status, report.Problem?.Code));
        Assert.Equal((3L, 2L), (report.Identifiers[0].Added, report.Identifiers[0].Accepted));
        Assert.Equal(102, harness.Members.Count);

        ExportReport next = await ExportAsync(harness, more);
        Assert.Equal(ExportStatus.Successful, next.Status);
        Assert.Equal((3L, 3L, 100L), (next.Identifiers[0].Added, next.Identifiers[0].Accepted, next.Identifiers[0].Unchanged));
        Assert.Equal(ExportHarness.Digests(more).Order(), harness.Members.Order());
    }

    [Fact]
    public async Task AShortRemoval_IsAWarning_AndSentAgainUntilAFullCount()
    {
        await using ExportHarness harness = await StartAsync();
        await ExportAsync(harness, Hundred);
        harness.Simulator.Faults.Add(SimulatedOperation.RemoveUsers, SimulatedFault.ShortCount(1));

        ExportReport report = await ExportAsync(harness, Hundred[3..]);
        Assert.Equal((ExportStatus.Successful, null), (report.Status, report.Problem));
        Assert.Equal((true, 3, 2L), (report.Requests[0].IsRemoval, report.Requests[0].Sent, report.Requests[0].Accepted));
        ExportWarning warning = Assert.Single(report.Warnings);
        Assert.Equal(ExportWarningCode.ShortRemoval, warning.Code);
        Assert.StartsWith("Snapchat acknowledged 2 of 3 removals;", warning.Message, StringComparison.Ordinal);
        Assert.Equal(98, harness.Members.Count);

        ExportReport next = await ExportAsync(harness, Hundred[3..]);
        Assert.Equal(3, next.Identifiers[0].Removed);
        Assert.Empty(next.Warnings);
        Assert.Equal(ExportHarness.Digests(Hundred[3..]).Order(), harness.Members.Order());
        Assert.Empty((await ExportAsync(harness, Hundred[3..])).Requests);
    }

    [Fact]
    public async Task AShortRemoval_IsBelieved_OnceThreeRunsWereAcknowledged()
    {
        await using ExportHarness harness = await StartAsync();
        await ExportAsync(harness, Hundred);
        harness.Simulator.Faults.Add(SimulatedOperation.RemoveUsers, SimulatedFault.ShortCount(1, applied: true), SimulatorFaults.Always);

        foreach (int run in Enumerable.Range(1, 3))
        {
            ExportReport report = await ExportAsync(harness, Hundred[3..]);
            Assert.Equal((ExportStatus.Successful, 3L), (report.Status, report.Identifiers[0].Removed));
        }

        ExportReport next = await ExportAsync(harness, Hundred[3..]);
        Assert.Empty(next.Requests);
        Assert.Empty(next.Warnings);
    }

    [Fact]
    public async Task ThoseSurelyThere_AndThosePerhapsThere_AreRemovedByRequestsOfTheirOwn()
    {
        await using ExportHarness harness = await StartAsync();
        await ExportAsync(harness, Hundred);
        harness.Simulator.Faults.Add(SimulatedOperation.RemoveUsers, SimulatedFault.ShortCount(1, applied: true));
        await ExportAsync(harness, Hundred[3..]);

        ExportReport report = await ExportAsync(harness, Hundred[5..]);

        Assert.Equal([2, 3], report.Requests.Where(static request => request.IsRemoval).Select(static request => request.Sent));
    }

    private static Task<ExportHarness> StartAsync() => ExportHarness.StartAsync(build: static builder => builder.UseInMemoryMembership());

    private static SegmentExportRequest Request(ExportHarness harness, IEnumerable<string> emails) =>
        new(harness.Audience, SegmentSource.FromEnumerable(emails, static email => email)) { Mode = ExportMode.Mirror };

    private static Task<ExportReport> ExportAsync(ExportHarness harness, IEnumerable<string> emails) => harness.Exporter.ExportAsync(Request(harness, emails), null, Token);
}
