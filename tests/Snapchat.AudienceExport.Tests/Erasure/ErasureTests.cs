using Microsoft.Extensions.DependencyInjection;
using Snapchat.AudienceExport.Storage;
using Snapchat.AudienceExport.Testing;
using Snapchat.AudienceExport.Tests.Running;
using People = Snapchat.AudienceExport.Tests.Running.People;

namespace Snapchat.AudienceExport.Tests.Erasure;

/// <summary>People are erased, over HTTP and in virtual time.</summary>
public sealed class ErasureTests
{
    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public async Task APerson_IsRemovedFromEveryAudience_AndStaysAbsent()
    {
        await using ErasureWorld world = await ErasureWorld.StartAsync();
        RunProcess process = await world.StartWorkerAsync();
        ConnectionId connection = (await world.ConnectAsync(process)).Id;
        StoredExport[] exports = [await world.AddExportAsync(connection), await world.AddExportAsync(connection, ExportMode.Mirror), await world.AddExportAsync(connection, ExportMode.Replace)];
        foreach (StoredExport export in exports)
            await world.RunTwiceAsync(process, export);

        ErasureReport report = await world.EraseAsync(process, "B@Example.com ");

        Assert.True(report.IsComplete);
        Assert.Equal(1, report.Digests);
        Assert.Equal([IdentifierKind.Email], report.Kinds);
        Assert.Equal(exports.Select(static export => export.Definition.Audience), report.Audiences.Select(static audience => audience.Audience));
        Assert.All(report.Audiences, static audience => Assert.Equal((AudienceErasureStatus.Removed, null), (audience.Status, audience.Detail)));
        Assert.All(exports, export => Assert.False(world.IsThere(export, ErasureWorld.Person)));
        foreach (StoredExport export in exports)
        {
            for (int run = 0; run < 3; run++)
            {
                RunRecord record = await world.RunAsync(process, export);
                Assert.Equal(ExportStatus.Successful, record.Status);
                Assert.Equal(1, Assert.Single(record.Report!.Identifiers).Suppressed);
                Assert.Equal((2, false), (world.CountMembers(export), world.IsThere(export, ErasureWorld.Person)));
            }
        }

        AuditRecord audit = Assert.Single(await world.Runs.AuditAsync(AuditAction.ErasePerson));
        Assert.Equal((People.Ada, report.Id.ToString(), AuditOutcome.Succeeded), (audit.Actor, audit.Subject!.Id, audit.Outcome));
    }

    [Theory]
    [InlineData(ExportMode.AddOnly)]
    [InlineData(ExportMode.Mirror)]
    [InlineData(ExportMode.Replace)]
    public async Task APersonErasedDuringARun_IsNotSentByIt_AndRemovedAfterIt(ExportMode mode)
    {
        await using ErasureWorld world = await ErasureWorld.StartAsync();
        RunProcess process = await world.StartWorkerAsync();
        StoredExport export = await world.AddExportAsync((await world.ConnectAsync(process)).Id, mode);
        var go = new TaskCompletionSource();
        world.Simulator.Faults.Add(SimulatedOperation.AddUsers, SimulatedFault.HoldUntil(go.Task));
        RunId run = await RunWorld.StartAsync(process, export);
        await world.Runs.UntilAsync(() => world.CountMembers(export) == 1);

        // The one on its way, and one that is still to be sent.
        string[] sent = [.. world.Runs.Emails.Where(email => world.IsThere(export, email))];
        string waiting = world.Runs.Emails.Except(sent).First();
        ErasureReport report = await world.EraseAsync(process, sent[0], waiting);

        Assert.Equal(AudienceErasureStatus.WaitingForRun, Assert.Single(report.Audiences).Status);
        Assert.False((await world.Runs.FindAsync(run)).HasEnded);
        go.SetResult();
        Assert.Equal(ExportStatus.Successful, (await world.Runs.EndAsync(run)).Status);
        Assert.False(world.IsThere(export, waiting));
        Assert.Equal(AudienceErasureStatus.Removed, Assert.Single((await world.CompleteAsync(process, report)).Audiences).Status);
        Assert.Equal((1, false), (world.CountMembers(export), world.IsThere(export, sent[0])));
        for (int next = 0; next < 3; next++)
        {
            Assert.Equal(ExportStatus.Successful, (await world.RunAsync(process, export)).Status);
            Assert.Equal((1, false), (world.CountMembers(export), world.IsThere(export, sent[0])));
        }
    }

    [Theory]
    [InlineData(ExportMode.AddOnly)]
    [InlineData(ExportMode.Mirror)]
    [InlineData(ExportMode.Replace)]
    public async Task APersonErasedBetweenACrashAndTheResumption_StaysAbsent(ExportMode mode)
    {
        await using ErasureWorld world = await ErasureWorld.StartAsync();
        RunProcess dying = await world.StartWorkerAsync();
        StoredExport export = await world.AddExportAsync((await world.ConnectAsync(dying)).Id, mode);
        world.Simulator.Faults.Add(SimulatedOperation.AddUsers, SimulatedFault.HoldUntil(new TaskCompletionSource().Task));
        RunId run = await RunWorld.StartAsync(dying, export);
        await world.Runs.UntilAsync(() => world.CountMembers(export) == 1);
        dying.IsFrozen = true;
        RunProcess process = world.AddProcess();
        string sent = world.Runs.Emails.Single(email => world.IsThere(export, email)), waiting = world.Runs.Emails.First(email => email != sent);

        ErasureReport report = await world.EraseAsync(process, sent, waiting);

        Assert.Equal(AudienceErasureStatus.WaitingForRun, Assert.Single(report.Audiences).Status);
        RunProcess worker = await world.StartWorkerAsync();
        RunRecord resumed = await world.Runs.EndAsync(run);
        Assert.Equal((ExportStatus.Successful, 1), (resumed.Status, resumed.Resumptions));
        Assert.True((await world.CompleteAsync(worker, report)).IsComplete);
        Assert.Equal((1, false, false), (world.CountMembers(export), world.IsThere(export, sent), world.IsThere(export, waiting)));
        for (int next = 0; next < 3; next++)
        {
            Assert.Equal(ExportStatus.Successful, (await world.RunAsync(worker, export)).Status);
            Assert.Equal((1, false, false), (world.CountMembers(export), world.IsThere(export, sent), world.IsThere(export, waiting)));
        }
    }

    [Fact]
    public async Task AConnectionWithoutConsent_StillRemoves()
    {
        await using ErasureWorld world = await ErasureWorld.StartAsync();
        RunProcess process = await world.StartWorkerAsync();
        Connection connection = await world.ConnectAsync(process);
        StoredExport export = await world.AddExportAsync(connection.Id);
        await world.RunTwiceAsync(process, export);
        await process.Services.GetRequiredService<IConnectionRegistry>().WithdrawConsentAsync(People.Administrator, connection.Id, Token);

        Assert.True((await world.EraseAsync(process, ErasureWorld.Person)).IsComplete);
        Assert.False(world.IsThere(export, ErasureWorld.Person));
    }

    [Fact]
    public async Task KindsThatWereSentAndNotGiven_AreNamed()
    {
        await using ErasureWorld world = await ErasureWorld.StartAsync();
        RunProcess process = await world.StartWorkerAsync();
        StoredExport export = await world.AddExportAsync((await world.ConnectAsync(process)).Id, change: static definition => definition with
        {
            Identifiers = [new(IdentifierKind.Email, SegmentSource.EmailField), new(IdentifierKind.MobileAdId, SegmentSource.EmailField)],
        });
        await world.RunTwiceAsync(process, export);

        ErasureReport report = await world.EraseAsync(process, ErasureWorld.Person);

        Assert.Equal([IdentifierKind.MobileAdId], Assert.Single(report.Audiences).KindsNotGiven);
    }

    [Fact]
    public async Task TwoErasuresAtOnce_AreBothDone()
    {
        await using ErasureWorld world = await ErasureWorld.StartAsync();
        RunProcess one = await world.StartWorkerAsync(), other = world.AddProcess();
        StoredExport export = await world.AddExportAsync((await world.ConnectAsync(one)).Id);
        await world.RunTwiceAsync(one, export);

        ErasureReport[] reports = await world.FinishAsync(Task.WhenAll(
            ErasureWorld.Erasures(one).EraseAsync(People.Administrator, ErasureWorld.Request("a@example.com"), Token),
            ErasureWorld.Erasures(other).EraseAsync(People.Administrator, ErasureWorld.Request(ErasureWorld.Person), Token)));

        foreach (ErasureReport report in reports)
            Assert.True((await world.CompleteAsync(one, report)).IsComplete);
        Assert.Equal((1, true), (world.CountMembers(export), world.IsThere(export, "c@example.com")));
    }

    [Fact]
    public async Task ADeletedAudience_IsDone()
    {
        await using ErasureWorld world = await ErasureWorld.StartAsync();
        RunProcess process = await world.StartWorkerAsync();
        StoredExport export = await world.AddExportAsync((await world.ConnectAsync(process)).Id);
        await world.RunTwiceAsync(process, export);
        world.Simulator.DeleteAudience(export.Definition.Audience);

        ErasureReport report = await world.EraseAsync(process, ErasureWorld.Person);

        Assert.True(report.IsComplete);
        Assert.Equal(AudienceErasureStatus.AudienceDeleted, Assert.Single(report.Audiences).Status);
    }

    [Fact]
    public async Task AnAudienceOfWhichOnlyARunKnows_IsNotForgotten()
    {
        await using ErasureWorld world = await ErasureWorld.StartAsync();
        RunProcess before = await world.StartWorkerWithoutMembershipAsync();
        StoredExport export = await world.AddExportAsync((await world.ConnectAsync(before)).Id);
        await world.RunAsync(before, export);
        await before.StopWorkerAsync();
        Assert.Empty(await world.Membership.GetAudiencesAsync(Token));
        RunProcess process = await world.StartWorkerAsync();

        ErasureReport report = await world.EraseAsync(process, ErasureWorld.Person);

        Assert.Equal([export.Definition.Audience], report.Audiences.Select(static audience => audience.Audience));
        Assert.True((await world.CompleteAsync(process, report)).IsComplete);
        Assert.Equal((2, false), (world.CountMembers(export), world.IsThere(export, ErasureWorld.Person)));
    }

    [Fact]
    public async Task WhoIsLifted_IsSentAgain()
    {
        await using ErasureWorld world = await ErasureWorld.StartAsync();
        RunProcess process = await world.StartWorkerAsync();
        StoredExport export = await world.AddExportAsync((await world.ConnectAsync(process)).Id);
        await world.RunTwiceAsync(process, export);
        ErasureReport report = await world.EraseAsync(process, ErasureWorld.Person);
        Assert.False(world.IsThere(export, ErasureWorld.Person));

        ErasureLift lift = await ErasureWorld.Erasures(process).LiftAsync(People.Administrator, ErasureWorld.Request(" B@example.COM", "never@example.com", "not one"), Token);
        await world.RunAsync(process, export);

        Assert.Equal((1, 1), (lift.Lifted, lift.NotErased));
        Assert.Equal([new RefusedIdentifier(2, IdentifierKind.Email, IdentifierStatus.ForbiddenCharacter)], lift.Refused);
        Assert.True((await ErasureWorld.ShowAsync(process, report)).IsLifted);
        Assert.True(world.IsThere(export, ErasureWorld.Person));
        await Assert.ThrowsAsync<AudienceExportNotFoundException>(() => ErasureWorld.Erasures(process).LiftAsync(People.Administrator, ErasureWorld.Request(ErasureWorld.Person), Token));

        Assert.True((await world.EraseAsync(process, ErasureWorld.Person)).IsComplete);
        Assert.False(world.IsThere(export, ErasureWorld.Person));
    }
}
