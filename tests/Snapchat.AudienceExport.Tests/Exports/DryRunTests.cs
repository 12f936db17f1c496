using Microsoft.Extensions.DependencyInjection;
using Snapchat.AudienceExport.Storage;
using Snapchat.AudienceExport.Testing;

namespace Snapchat.AudienceExport.Tests.Exports;

/// <summary>Plans that are made to look at, beside the runs of others.</summary>
public sealed class DryRunTests
{
    private static readonly string[] Hundred = ExportHarness.Emails(100);

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public async Task ADryRun_DuringWhichARunCommits_LooksAgain()
    {
        await using ExportHarness harness = await ExportHarness.StartAsync(build: static builder =>
        {
            builder.Services.AddSingleton<ISecretProtector, EphemeralSecretProtector>();
            builder.UseMembershipStore<UncommittedStore>();
        });
        await ExportAsync(harness, Hundred);
        var store = (UncommittedStore)harness.Get<IMembershipStore>();
        store.BeforePlanning = () => ExportAsync(harness, Hundred[1..]);

        ExportPlan plan = await harness.Exporter.PlanAsync(Request(harness, Hundred), null, Token);

        Assert.Null(plan.Problem);
        Assert.Equal((1L, 99L), (plan.Identifiers[0].Added, plan.Identifiers[0].Unchanged));
    }

    [Fact]
    public async Task ADryRun_NeedsNoAgreement_SinceItSendsNothing()
    {
        await using ExportHarness harness = await ExportHarness.StartAsync(static options => options.AcceptDataUse = false, build: static builder => builder.UseInMemoryStore().UseInMemoryMembership());

        ExportPlan plan = await harness.Exporter.PlanAsync(Request(harness, Hundred), null, Token);
        AudienceExportValidationException exception = await Assert.ThrowsAsync<AudienceExportValidationException>(() => ExportAsync(harness, Hundred));

        Assert.Equal(100, plan.Identifiers[0].Added);
        Assert.Contains("AcceptDataUse", exception.Message, StringComparison.Ordinal);
        Assert.Equal(0, harness.Count(SimulatedOperation.AddUsers));
    }

    private static SegmentExportRequest Request(ExportHarness harness, IEnumerable<string> emails) =>
        new(harness.Audience, SegmentSource.FromEnumerable(emails, static email => email)) { Mode = ExportMode.Mirror };

    private static Task<ExportReport> ExportAsync(ExportHarness harness, IEnumerable<string> emails) => harness.Exporter.ExportAsync(Request(harness, emails), null, Token);
}
