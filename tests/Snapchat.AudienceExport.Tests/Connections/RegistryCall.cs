using System.Security.Claims;

namespace Snapchat.AudienceExport.Tests.Connections;

/// <summary>One method of the registry, to be called by anybody.</summary>
/// <param name="Method">The name of the method.</param>
/// <param name="Action">What a denial is recorded as.</param>
/// <param name="Least">The least role that may.</param>
/// <param name="InvokeAsync">Calls it for a connection in a version.</param>
internal sealed record RegistryCall(string Method, AuditAction Action, AudienceExportRole Least, Func<IConnectionRegistry, ClaimsPrincipal, ConnectionId, long, Task> InvokeAsync)
{
    private const AudienceExportRole Admin = AudienceExportRole.Administrator;

    public bool NamesConnection { get; init; } = true;

    /// <summary>A refresh token that simulators started for the role matrix know.</summary>
    public static SnapchatSecret ImportedToken { get; } = new("imported-refresh-token");

    /// <summary>Every method that takes who acts.</summary>
    public static IReadOnlyList<RegistryCall> All { get; } =
    [
        new(nameof(IConnectionRegistry.CreateDraftAsync), AuditAction.CreateConnection, Admin, (registry, user, _, _) => registry.CreateDraftAsync(user, "Name", Token)) { NamesConnection = false },
        new(nameof(IConnectionRegistry.RenameAsync), AuditAction.RenameConnection, Admin, (registry, user, id, version) => registry.RenameAsync(user, id, version, "Name", Token)),
        new(nameof(IConnectionRegistry.ShareAsync), AuditAction.ShareConnection, Admin, (registry, user, id, version) => registry.ShareAsync(user, id, version, ConnectionAccess.AllContributors, Token)),
        new(nameof(IConnectionRegistry.GiveConsentAsync), AuditAction.GiveConsent, Admin, (registry, user, id, _) => registry.GiveConsentAsync(user, id, ConsentStatement.Default.Version, Token)),
        new(nameof(IConnectionRegistry.WithdrawConsentAsync), AuditAction.WithdrawConsent, Admin, (registry, user, id, _) => registry.WithdrawConsentAsync(user, id, Token)),
        new(nameof(IConnectionRegistry.BeginAuthenticationAsync), AuditAction.BeginAuthentication, Admin, (registry, user, id, _) => registry.BeginAuthenticationAsync(user, id, Token)),
        new(nameof(IConnectionRegistry.CompleteAuthenticationAsync), AuditAction.CompleteAuthentication, Admin, async (registry, user, id, _) =>
        {
            (string state, string? code) = await Browser.DecideAsync(await registry.BeginAuthenticationAsync(Identity.People.Administrator, id, Token));
            await registry.CompleteAuthenticationAsync(user, state, code, Token);
        }) { NamesConnection = false },
        new(nameof(IConnectionRegistry.ImportRefreshTokenAsync), AuditAction.ImportRefreshToken, Admin, (registry, user, id, _) => registry.ImportRefreshTokenAsync(user, id, ImportedToken, Token)),
        new(nameof(IConnectionRegistry.AddExportUserAsync), AuditAction.AddExportUser, Admin, (registry, user, id, _) => registry.AddExportUserAsync(user, id, Token)),
        new(nameof(IConnectionRegistry.TestAsync), AuditAction.TestConnection, Admin, (registry, user, id, _) => registry.TestAsync(user, id, Token)),
        new(nameof(IConnectionRegistry.SaveAsync), AuditAction.SaveConnection, Admin, (registry, user, id, version) => registry.SaveAsync(user, id, version, Token)),
        new(nameof(IConnectionRegistry.GetConnectionsAsync), AuditAction.ViewConnections, Admin, (registry, user, _, _) => registry.GetConnectionsAsync(user, Token)) { NamesConnection = false },
        new(nameof(IConnectionRegistry.GetConnectionAsync), AuditAction.ViewConnections, Admin, (registry, user, id, _) => registry.GetConnectionAsync(user, id, Token)),
        new(nameof(IConnectionRegistry.GetChoicesAsync), AuditAction.ViewConnections, AudienceExportRole.Contributor, (registry, user, _, _) => registry.GetChoicesAsync(user, Token)) { NamesConnection = false },
        new(nameof(IConnectionRegistry.OpenClientAsync), AuditAction.UseConnection, AudienceExportRole.Contributor, (registry, user, id, _) => registry.OpenClientAsync(user, id, Token)),
        new(nameof(IConnectionRegistry.RemoveAsync), AuditAction.RemoveConnection, Admin, (registry, user, id, version) => registry.RemoveAsync(user, id, version, Token)),
    ];

    private static CancellationToken Token => TestContext.Current.CancellationToken;
}
