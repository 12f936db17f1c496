using Snapchat.AudienceExport.Storage;

namespace Snapchat.AudienceExport.Tests.Running;

/// <summary>Planning a saved export: what a run would send, and nothing sent.</summary>
public sealed class RunPlanningTests
{
    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Plan_CountsWhatARunWouldSend()
    {
        await using var world = new RunWorld();
        RunProcess process = world.AddProcess();
        StoredConnection connection = await world.AddConnectionAsync();
        StoredExport export = await world.AddExportAsync(connection.Id);

        ExportPlan plan = await process.Runner.PlanAsync(People.Contributor, export.Id, cancellationToken: Token);

        Assert.Null(plan.Problem);
        Assert.Equal(world.Emails.Count, Assert.Single(plan.Identifiers).Added);
        Assert.Empty((await process.Runner.GetRunsAsync(People.Viewer, null, Token)).Items);
        Assert.Contains(await world.AuditAsync(AuditAction.UseConnection), static record => record is { Outcome: AuditOutcome.Succeeded, Detail: "Planned a run." });
    }

    [Fact]
    public async Task Plan_SaysWhatKeepsARunFromStarting()
    {
        await using var world = new RunWorld();
        RunProcess process = world.AddProcess();
        StoredConnection connection = await world.AddConnectionAsync(static with => with with { Consent = null });
        StoredExport withoutConsent = await world.AddExportAsync(connection.Id);
        StoredExport detached = await world.AddExportAsync(connection: null);

        Assert.Equal(ExportProblemCode.ConsentMissing, (await process.Runner.PlanAsync(People.Administrator, withoutConsent.Id, cancellationToken: Token)).Problem?.Code);
        Assert.Equal(ExportProblemCode.NoConnection, (await process.Runner.PlanAsync(People.Administrator, detached.Id, cancellationToken: Token)).Problem?.Code);
    }
}
