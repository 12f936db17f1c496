using Microsoft.Extensions.DependencyInjection;
using Snapchat.AudienceExport.Testing;
using Snapchat.AudienceExport.Tests.Client;
using Snapchat.AudienceExport.Tests.Membership;

namespace Snapchat.AudienceExport.Tests.Exports;

public sealed class ReplaceTests
{
    // Counted in requests: after the addition that follows the second clear, if nothing holds it back.
    private const int LateClear = 5;

    private static readonly string[] Hundred = ExportHarness.Emails(100);

    [Fact]
    public async Task WhoeverElseIsThere_GoesOnlyOnceThePlanIsConfirmed()
    {
        await using ExportHarness harness = await StartAsync(new SnapchatSimulatorOptions { ProcessingDelay = TimeSpan.Zero });
        harness.Simulator.AddMembers(harness.Audience, IdentifierKind.Email, MembershipHarness.Digests(2_000, seed: 41));

        ExportReport refused = await ExportAsync(harness, Hundred);
        Assert.Equal((ExportStatus.Failed, ExportProblemCode.ConfirmationRequired), (refused.Status, refused.Problem?.Code));
        Assert.Equal(2_000, harness.Members.Count);

        ExportPlan plan = await harness.Exporter.PlanAsync(Request(harness, Hundred), null, TestContext.Current.CancellationToken);
        Assert.Contains(plan.Token!, plan.Problem?.Message, StringComparison.Ordinal);
        ExportReport confirmed = await ExportAsync(harness, Hundred, plan.Token);

        Assert.Equal(ExportStatus.Successful, confirmed.Status);
        Assert.Equal(ExportHarness.Digests(Hundred).Order(), harness.Members.Order());
    }

    [Fact]
    public async Task EveryReplace_ClearsAndAddsEverybody()
    {
        await using ExportHarness harness = await StartAsync(new SnapchatSimulatorOptions { ProcessingDelay = TimeSpan.Zero });
        await ExportAsync(harness, Hundred);

        ExportReport report = await ExportAsync(harness, Hundred[10..]);

        Assert.Equal(ExportStatus.Successful, report.Status);
        Assert.Equal(90, Assert.Single(report.Identifiers).Accepted);
        Assert.Equal(2, harness.Count(SimulatedOperation.RemoveAllUsers));
        Assert.Equal(ExportHarness.Digests(Hundred[10..]).Order(), harness.Members.Order());
    }

    [Fact]
    public async Task AnAudienceThatDoesNotBecomeEmpty_GetsNobody()
    {
        await using ExportHarness harness = await StartAsync(new SnapchatSimulatorOptions { ProcessingDelay = TimeSpan.Zero, ClearDelay = TimeSpan.FromHours(1) });
        await ExportAsync(harness, Hundred, mode: ExportMode.AddOnly);
        int added = harness.Count(SimulatedOperation.AddUsers);

        ExportReport report = await ExportAsync(harness, Hundred, await TokenAsync(harness));

        Assert.Equal((ExportStatus.Failed, ExportProblemCode.ClearNotSettled), (report.Status, report.Problem?.Code));
        Assert.Equal(added, harness.Count(SimulatedOperation.AddUsers));
    }

    [Fact]
    public async Task AClearWithoutAnswer_OfAnAudienceThatIsEmptyAlready_TakesNobodyAway()
    {
        await using ExportHarness harness = await StartAsync(new SnapchatSimulatorOptions { ProcessingDelay = TimeSpan.Zero });
        harness.Simulator.Faults.Add(SimulatedOperation.RemoveAllUsers, SimulatedFault.ApplyLate(LateClear));

        ExportReport report = await ExportAsync(harness, Hundred);

        Assert.Equal(ExportStatus.Successful, report.Status);
        Assert.Equal(2, harness.Count(SimulatedOperation.RemoveAllUsers));
        Assert.Equal(ExportHarness.Digests(Hundred).Order(), harness.Members.Order());

        // They are surely there now.
        Assert.Empty((await ExportAsync(harness, Hundred, mode: ExportMode.AddOnly)).Requests);
    }

    [Fact]
    public async Task AClearThatMayStillTakeEffect_EndsTheRunAfterItsWait_AndItCanGoOn()
    {
        await using ExportHarness harness = await StartAsync(new SnapchatSimulatorOptions { ProcessingDelay = TimeSpan.Zero }, static options => options.ReplaceWait = TimeSpan.FromMinutes(10));
        harness.Simulator.Faults.Add(SimulatedOperation.RemoveAllUsers, SimulatedFault.LoseAnswer());

        ExportReport report = await ExportAsync(harness, Hundred);

        Assert.Equal((ExportStatus.Failed, ExportProblemCode.ClearNotSettled), (report.Status, report.Problem?.Code));
        Assert.Contains("without an answer may still take effect", report.Problem?.Message, StringComparison.Ordinal);
        Assert.Equal(ExportWarningCode.AudienceIncomplete, Assert.Single(report.Warnings).Code);
        Assert.Empty(harness.Members);

        harness.Get<SkippingTimeProvider>().Advance(TimeSpan.FromMinutes(20));
        ExportReport resumed = await harness.Exporter.ResumeAsync(report.Run, Request(harness, Hundred), null, TestContext.Current.CancellationToken);
        Assert.Equal((ExportStatus.Successful, 0), (resumed.Status, resumed.Warnings.Count));
        Assert.Equal(2, harness.Count(SimulatedOperation.RemoveAllUsers));
        Assert.Equal(ExportHarness.Digests(Hundred).Order(), harness.Members.Order());
    }

    private static async Task<string?> TokenAsync(ExportHarness harness) =>
        (await harness.Exporter.PlanAsync(Request(harness, Hundred), null, TestContext.Current.CancellationToken)).Token;

    // Pauses between reads of the audience are over at once; time-outs never fire.
    private static Task<ExportHarness> StartAsync(SnapchatSimulatorOptions simulator, Action<SnapchatAudienceExportOptions>? configure = null)
    {
        var clock = new SkippingTimeProvider();
        simulator.TimeProvider = clock;
        return ExportHarness.StartAsync(
            options =>
            {
                options.AttemptTimeout = TimeSpan.FromMinutes(45);
                options.CallDeadline = options.UploadDeadline = TimeSpan.FromHours(1);
                configure?.Invoke(options);
            },
            simulator,
            builder => builder.UseInMemoryMembership().Services.AddSingleton<TimeProvider>(clock).AddSingleton(clock));
    }

    private static SegmentExportRequest Request(ExportHarness harness, IEnumerable<string> emails, ExportMode mode = ExportMode.Replace) =>
        new(harness.Audience, SegmentSource.FromEnumerable(emails, static email => email)) { Mode = mode };

    private static Task<ExportReport> ExportAsync(ExportHarness harness, IEnumerable<string> emails, string? confirmed = null, ExportMode mode = ExportMode.Replace) =>
        harness.Exporter.ExportAsync(Request(harness, emails, mode) with { ConfirmedPlan = confirmed }, null, TestContext.Current.CancellationToken);
}
