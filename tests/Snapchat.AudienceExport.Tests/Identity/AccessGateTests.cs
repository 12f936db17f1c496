using System.Security.Claims;
using Microsoft.Extensions.DependencyInjection;
using Snapchat.AudienceExport.Identity;
using Snapchat.AudienceExport.Storage;

namespace Snapchat.AudienceExport.Tests.Identity;

public sealed class AccessGateTests
{
    private static CancellationToken Token => TestContext.Current.CancellationToken;

    public static TheoryData<string, ClaimsPrincipal> Denied => new()
    {
        { "no identity", new ClaimsPrincipal() },
        { "an identity nobody authenticated", new ClaimsPrincipal(new ClaimsIdentity([new("sub", "ada"), new("role", "Administrator")], authenticationType: null, "name", "role")) },
        { "no ID", new ClaimsPrincipal(new ClaimsIdentity([new("role", "Administrator")], "test", "name", "role")) },
        { "a blank ID", People.Person(" ", AudienceExportRole.Administrator) },
        { "no role", People.Person("ada", role: null) },
        { "an unknown role", new ClaimsPrincipal(new ClaimsIdentity([new("sub", "ada"), new("role", "Root")], "test", "name", "role")) },
        { "a role of another case", new ClaimsPrincipal(new ClaimsIdentity([new("sub", "ada"), new("role", "administrator")], "test", "name", "role")) },
        { "the name of the system", People.Person("system", AudienceExportRole.Administrator) },
        {
            "the role of an identity that nobody authenticated",
            new ClaimsPrincipal([new ClaimsIdentity([new("sub", "ada")], "test", "name", "role"), new ClaimsIdentity([new("role", "Administrator")], null, "name", "role")])
        },
        {
            "the ID of an identity that nobody authenticated",
            new ClaimsPrincipal([new ClaimsIdentity([new("role", "Administrator")], "test", "name", "role"), new ClaimsIdentity([new("sub", "ada")])])
        },
    };

    [Theory]
    [MemberData(nameof(Denied), DisableDiscoveryEnumeration = true)]
    public async Task WhoeverIsNotKnown_IsDenied_OnRecord(string description, ClaimsPrincipal user)
    {
        await using ServiceProvider services = Register();

        await Assert.ThrowsAsync<AudienceExportAccessDeniedException>(() => RequireAsync(services, user, AudienceExportRole.Viewer));

        AuditRecord record = Assert.Single(await RecordsAsync(services));
        Assert.True(record is { Outcome: AuditOutcome.Denied, Action: AuditAction.ViewExports, Subject.Id: "42" }, description);
    }

    [Theory]
    [InlineData(AudienceExportRole.Viewer)]
    [InlineData(AudienceExportRole.Contributor)]
    [InlineData(AudienceExportRole.Administrator)]
    public async Task ARole_HoldsForItselfAndAllBelow(AudienceExportRole role)
    {
        await using ServiceProvider services = Register();
        foreach (AudienceExportRole least in Enum.GetValues<AudienceExportRole>())
        {
            if (least <= role)
                Assert.Equal(new Caller(new Actor("ada", "Name of ada"), role), await RequireAsync(services, People.Person("ada", role), least));
            else
                await Assert.ThrowsAsync<AudienceExportAccessDeniedException>(() => RequireAsync(services, People.Person("ada", role), least));
        }
    }

    [Fact]
    public async Task TheHighestRole_Counts()
    {
        await using ServiceProvider services = Register();
        var user = new ClaimsPrincipal(new ClaimsIdentity([new("sub", "ada"), new("role", "Viewer"), new("role", "Administrator"), new("role", "Contributor")], "test", "name", "role"));

        Assert.Equal(AudienceExportRole.Administrator, (await RequireAsync(services, user, AudienceExportRole.Viewer)).Role);
    }

    [Fact]
    public async Task ClaimsAndRoleNames_AreConfigurable()
    {
        await using ServiceProvider services = Register(options =>
        {
            options.Identity.IdClaims.Add("oid");
            options.Identity.NameClaims.Add("nickname");
            (options.Identity.AdministratorRole, options.Identity.ContributorRole, options.Identity.ViewerRole) = ("boss", "writer", "reader");
        });
        var user = new ClaimsPrincipal(new ClaimsIdentity([new("sub", "ignored"), new("oid", "1"), new("nickname", "Ada"), new("role", "writer")], "test", "name", "role"));

        Assert.Equal(new Caller(new Actor("1", "Ada"), AudienceExportRole.Contributor), await RequireAsync(services, user, AudienceExportRole.Viewer));
        await Assert.ThrowsAsync<AudienceExportAccessDeniedException>(() => RequireAsync(services, People.Administrator, AudienceExportRole.Viewer));
    }

    [Fact]
    public async Task TheNameIdentifier_IsAnIdToo()
    {
        await using ServiceProvider services = Register();
        var user = new ClaimsPrincipal(new ClaimsIdentity([new(ClaimTypes.NameIdentifier, "1"), new(ClaimTypes.Role, "Viewer")], "test"));

        Assert.Equal(new Actor("1"), (await RequireAsync(services, user, AudienceExportRole.Viewer)).Actor);
    }

    [Fact]
    public async Task TheAuthorizer_IsReplaceable_AskedOnce_AndNotTrustedWithARoleThatDoesNotExist()
    {
        var authorizer = new Directory { Role = AudienceExportRole.Administrator };
        await using ServiceProvider services = Register(authorizer: authorizer);

        Assert.Equal(AudienceExportRole.Administrator, (await RequireAsync(services, People.Person("ada", role: null), AudienceExportRole.Administrator)).Role);
        Assert.Equal(1, authorizer.Asked);
        authorizer.Role = (AudienceExportRole)7;
        await Assert.ThrowsAsync<AudienceExportAccessDeniedException>(() => RequireAsync(services, People.Administrator, AudienceExportRole.Viewer));
        authorizer.Role = null;
        await Assert.ThrowsAsync<AudienceExportAccessDeniedException>(() => RequireAsync(services, People.Administrator, AudienceExportRole.Viewer));
    }

    private static ServiceProvider Register(Action<SnapchatAudienceExportOptions>? configure = null, IAudienceExportAuthorizer? authorizer = null)
    {
        var services = new ServiceCollection();
        services.AddLogging();
        if (authorizer is not null)
            services.AddSingleton(authorizer);
        services.AddSnapchatAudienceExport(options => configure?.Invoke(options)).UseInMemoryStore();
        return services.BuildServiceProvider();
    }

    private static Task<Caller> RequireAsync(IServiceProvider services, ClaimsPrincipal user, AudienceExportRole least) =>
        services.GetRequiredService<AccessGate>().RequireAsync(user, least, AuditAction.ViewExports, new AuditSubject("export", "42"), Token);

    private static async Task<IReadOnlyList<AuditRecord>> RecordsAsync(IServiceProvider services) =>
        (await services.GetRequiredService<IAudienceExportStore>().GetAuditAsync(new AuditQuery(), Token)).Items;

    private sealed class Directory : IAudienceExportAuthorizer
    {
        public AudienceExportRole? Role { get; set; }

        public int Asked { get; private set; }

        public ValueTask<AudienceExportRole?> GetRoleAsync(ClaimsPrincipal user, CancellationToken cancellationToken = default)
        {
            Asked++;
            return new(Role);
        }

        public ValueTask<AudienceExportRole?> GetRoleAsync(Actor actor, AudienceExportRole roleWhenAsked, CancellationToken cancellationToken = default) => new(Role);
    }
}
