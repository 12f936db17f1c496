using Snapchat.AudienceExport.Tests.Identity;

namespace Snapchat.AudienceExport.Tests.Connections;

/// <summary>The role matrix: every method, for every role and for somebody without any.</summary>
public sealed class ConnectionRightsTests
{
    private static readonly AudienceExportRole?[] Roles = [AudienceExportRole.Administrator, AudienceExportRole.Contributor, AudienceExportRole.Viewer, null];

    public static TheoryData<string, AudienceExportRole?> Matrix
    {
        get
        {
            var rows = new TheoryData<string, AudienceExportRole?>();
            foreach (RegistryCall call in RegistryCall.All)
            {
                foreach (AudienceExportRole? role in Roles)
                    rows.Add(call.Method, role);
            }

            return rows;
        }
    }

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public void TheMatrix_HasEveryMethod()
    {
        string[] methods = [.. typeof(IConnectionRegistry).GetMethods().Select(method => method.Name)];

        Assert.Equal([.. methods.Except([nameof(IConnectionRegistry.GetConsentStatements)], StringComparer.Ordinal).Order(StringComparer.Ordinal)], RegistryCall.All.Select(call => call.Method).Order(StringComparer.Ordinal));
    }

    [Theory]
    [MemberData(nameof(Matrix))]
    public async Task AMethod_IsForThoseWhoMay_AndADenialIsOnRecord(string method, AudienceExportRole? role)
    {
        await using ConnectionHarness harness = await ConnectionHarness.StartAsync(simulator: options => options.RefreshToken = RegistryCall.ImportedToken);
        Connection connection = await harness.SetUpAsync(ConnectionAccess.AllContributors);
        RegistryCall call = RegistryCall.All.Single(call => call.Method == method);
        int before = (await harness.AuditAsync()).Count;

        if (role >= call.Least)
        {
            await call.InvokeAsync(harness.Registry, People.With(role), connection.Id, connection.Version);
            Assert.DoesNotContain(await harness.AuditAsync(), record => record.Outcome == AuditOutcome.Denied);
            return;
        }

        await Assert.ThrowsAsync<AudienceExportAccessDeniedException>(() => call.InvokeAsync(harness.Registry, People.With(role), connection.Id, connection.Version));

        AuditRecord denial = Assert.Single((await harness.AuditAsync()).Skip(before), record => record.Outcome == AuditOutcome.Denied);
        Assert.Equal((call.Action, role is null ? "unknown" : People.With(role).FindFirst("sub")!.Value), (denial.Action, denial.Actor.Id));
        Assert.Equal(call.NamesConnection ? connection.Id.ToString() : null, denial.Subject?.Id);
        Assert.Equal(connection with { }, (await harness.GetAsync(connection.Id)) with { Access = connection.Access, Missing = connection.Missing });
    }

    [Fact]
    public async Task AConnectionThatIsNotShared_OpensForAdministratorsAlone()
    {
        await using ConnectionHarness harness = await ConnectionHarness.StartAsync();
        Connection connection = await harness.SetUpAsync();

        await harness.Registry.OpenClientAsync(People.Administrator, connection.Id, Token);
        await Assert.ThrowsAsync<AudienceExportAccessDeniedException>(() => harness.Registry.OpenClientAsync(People.Contributor, connection.Id, Token));

        Assert.Equal((AuditAction.UseConnection, AuditOutcome.Denied), ((await harness.AuditAsync())[^1].Action, (await harness.AuditAsync())[^1].Outcome));
    }
}
