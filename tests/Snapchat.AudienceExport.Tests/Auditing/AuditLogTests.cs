using Microsoft.Extensions.DependencyInjection;
using Snapchat.AudienceExport.Tests.Connections;
using Snapchat.AudienceExport.Tests.Identity;

namespace Snapchat.AudienceExport.Tests.Auditing;

public sealed class AuditLogTests
{
    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData(AudienceExportRole.Administrator, true)]
    [InlineData(AudienceExportRole.Contributor, false)]
    [InlineData(AudienceExportRole.Viewer, false)]
    [InlineData(null, false)]
    public async Task Records_AreForAdministrators(AudienceExportRole? role, bool may)
    {
        await using ConnectionHarness harness = await ConnectionHarness.StartAsync();
        IAuditLog log = harness.Services.GetRequiredService<IAuditLog>();

        if (may)
        {
            Assert.Empty((await log.GetRecordsAsync(People.With(role), cancellationToken: Token)).Items);
            return;
        }

        await Assert.ThrowsAsync<AudienceExportAccessDeniedException>(() => log.GetRecordsAsync(People.With(role), cancellationToken: Token));
        AuditRecord record = Assert.Single(await harness.AuditAsync());
        Assert.Equal((AuditAction.ViewAuditLog, AuditOutcome.Denied, null), (record.Action, record.Outcome, record.Subject));
    }

    [Theory]
    [InlineData(-1, 1)]
    [InlineData(0, 0)]
    [InlineData(0, 1001)]
    public async Task APage_OutOfRange_IsRefused(int skip, int take)
    {
        await using ConnectionHarness harness = await ConnectionHarness.StartAsync();

        await Assert.ThrowsAsync<ArgumentOutOfRangeException>(
            () => harness.Services.GetRequiredService<IAuditLog>().GetRecordsAsync(People.Administrator, new AuditQuery { Skip = skip, Take = take }, Token));
    }

    [Fact]
    public async Task Records_SayWhoDidWhatToWhat_TheLatestFirst_PageByPage()
    {
        await using ConnectionHarness harness = await ConnectionHarness.StartAsync();
        IAuditLog log = harness.Services.GetRequiredService<IAuditLog>();
        Connection first = await harness.Registry.CreateDraftAsync(People.Administrator, "First", Token);
        Connection second = await harness.Registry.CreateDraftAsync(People.OtherAdministrator, "Second", Token);
        await harness.ConsentAsync(first.Id);

        Page<AuditRecord> page = await log.GetRecordsAsync(People.Administrator, new AuditQuery { Skip = 1, Take = 1 }, Token);
        Assert.Equal((3, new AuditSubject("connection", second.Id.ToString(), "Second"), new Actor("alan", "Name of alan")), (page.Total, Assert.Single(page.Items).Subject, page.Items[0].Actor));
        Assert.Equal(2, (await log.GetRecordsAsync(People.Administrator, new AuditQuery { SubjectId = first.Id.ToString() }, Token)).Total);
        Assert.Equal(1, (await log.GetRecordsAsync(People.Administrator, new AuditQuery { ActorId = "alan" }, Token)).Total);
        Assert.Equal(AuditAction.GiveConsent, Assert.Single((await log.GetRecordsAsync(People.Administrator, new AuditQuery { Action = AuditAction.GiveConsent }, Token)).Items).Action);
    }
}
