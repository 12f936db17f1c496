using System.Security.Claims;
using Snapchat.AudienceExport.Storage;

namespace Snapchat.AudienceExport.Tests.Running;

/// <summary>The matrix of roles, for every method of <see cref="IExportRunner"/>.</summary>
public sealed class RunnerRightsTests
{
    private static readonly Dictionary<string, Func<IExportRunner, ClaimsPrincipal, ExportId, RunId, Task>> Methods = new()
    {
        [nameof(IExportRunner.StartAsync)] = static (runner, user, export, _) => runner.StartAsync(user, export, null, Token),
        [nameof(IExportRunner.PlanAsync)] = static (runner, user, export, _) => runner.PlanAsync(user, export, null, null, Token),
        [nameof(IExportRunner.RunAllAsync)] = static (runner, user, _, _) => runner.RunAllAsync(user, Token),
        [nameof(IExportRunner.WaitAsync)] = static (runner, user, _, run) => runner.WaitAsync(user, run, Token),
        [nameof(IExportRunner.WatchAsync)] = static (runner, user, _, run) => runner.WatchAsync(user, run, Token).ToListAsync(Token).AsTask(),
        [nameof(IExportRunner.CancelAsync)] = static (runner, user, _, run) => runner.CancelAsync(user, run, Token),
        [nameof(IExportRunner.ResumeAsync)] = static (runner, user, _, run) => RefuseAsync(runner.ResumeAsync(user, run, Token)),
        [nameof(IExportRunner.GetRunAsync)] = static (runner, user, _, run) => runner.GetRunAsync(user, run, Token),
        [nameof(IExportRunner.GetRunsAsync)] = static (runner, user, _, _) => runner.GetRunsAsync(user, null, Token),
        [nameof(IExportRunner.RefreshAudienceStatusAsync)] = static (runner, user, _, run) => runner.RefreshAudienceStatusAsync(user, run, Token),
    };

    private static readonly string[] OfViewers = [nameof(IExportRunner.WaitAsync), nameof(IExportRunner.WatchAsync), nameof(IExportRunner.GetRunAsync), nameof(IExportRunner.GetRunsAsync)];

    // It acts on what the person may edit, so that a person who may edit nothing starts nothing.
    private static readonly string[] OfContributors = [.. OfViewers, nameof(IExportRunner.RunAllAsync)];

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    public static TheoryData<string, string> Matrix()
    {
        TheoryData<string, string> rows = [];
        foreach (string method in Methods.Keys)
        {
            foreach (string person in (string[])["Administrator", "SharedContributor", "OtherContributor", "Viewer", "Nobody"])
                rows.Add(method, person);
        }

        return rows;
    }

    [Fact]
    public void Matrix_HasEveryMethod() =>
        Assert.Equal(typeof(IExportRunner).GetMethods().Select(static method => method.Name).Order(), Methods.Keys.Order());

    [Theory]
    [MemberData(nameof(Matrix))]
    public async Task EveryMethod_ForEveryRole(string method, string person)
    {
        await using var world = new RunWorld();
        RunProcess process = await world.StartWorkerAsync();
        StoredConnection connection = await world.AddConnectionAsync(
            with => with with { Access = person == "SharedContributor" ? new ConnectionAccess { Users = [People.Cleo] } : ConnectionAccess.Administrators });
        StoredExport export = await world.AddExportAsync(connection.Id);
        RunId run = await RunWorld.StartAsync(process, export);
        await world.EndAsync(run);
        (ClaimsPrincipal user, bool allowed) = person switch
        {
            "Administrator" => (People.Administrator, true),
            "SharedContributor" => (People.Contributor, true),
            "OtherContributor" => (People.Contributor, OfContributors.Contains(method)),
            "Viewer" => (People.Viewer, OfViewers.Contains(method)),
            _ => (People.Nobody, false),
        };

        Exception? exception = await Record.ExceptionAsync(() => Methods[method](process.Runner, user, export.Id, run));

        IReadOnlyList<AuditRecord> denials = [.. (await world.Store.GetAuditAsync(new AuditQuery(), Token)).Items.Where(static record => record.Outcome == AuditOutcome.Denied)];
        if (allowed)
        {
            Assert.Null(exception);
            Assert.Empty(denials);
        }
        else
        {
            Assert.IsType<AudienceExportAccessDeniedException>(exception);
            Assert.Single(denials);
        }
    }

    // The run of the matrix did succeed, and is nobody's to resume.
    private static async Task RefuseAsync(Task<RunRecord> resuming)
    {
        try
        {
            await resuming;
        }
        catch (RunNotResumableException)
        {
            // Rights come first.
        }
    }

    [Fact]
    public async Task DetachedExport_OnlyAdministratorsMayAskForIt()
    {
        await using var world = new RunWorld();
        RunProcess process = world.AddProcess(hasWorker: true);
        StoredExport export = await world.AddExportAsync(connection: null);

        await Assert.ThrowsAsync<AudienceExportAccessDeniedException>(() => process.Runner.StartAsync(People.Contributor, export.Id, null, Token));
        Assert.NotEqual(default, await process.Runner.StartAsync(People.Administrator, export.Id, null, Token));
    }
}
