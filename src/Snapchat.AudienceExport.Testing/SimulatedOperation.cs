namespace Snapchat.AudienceExport.Testing;

/// <summary>What a request asks Snapchat for.</summary>
public enum SimulatedOperation
{
    /// <summary>Nothing the simulator knows.</summary>
    Unknown = 0,

    /// <summary>The page on which a person consents: <c>/login/oauth2/authorize</c>.</summary>
    Authorize,

    /// <summary>The token endpoint: <c>POST /login/oauth2/access_token</c>.</summary>
    Token,

    /// <summary><c>GET /v1/me</c>.</summary>
    GetCurrentUser,

    /// <summary><c>GET /v1/me/organizations</c>.</summary>
    GetOrganizations,

    /// <summary><c>GET /v1/organizations/{id}</c>.</summary>
    GetOrganization,

    /// <summary><c>GET /v1/organizations/{id}/adaccounts</c>.</summary>
    GetAdAccounts,

    /// <summary><c>GET /v1/adaccounts/{id}</c>.</summary>
    GetAdAccount,

    /// <summary><c>GET /v1/adaccounts/{id}/segments</c>.</summary>
    GetAudiences,

    /// <summary><c>POST /v1/adaccounts/{id}/segments</c>.</summary>
    CreateAudiences,

    /// <summary><c>PUT /v1/adaccounts/{id}/segments</c>.</summary>
    UpdateAudiences,

    /// <summary><c>GET /v1/segments/{id}</c>.</summary>
    GetAudience,

    /// <summary><c>DELETE /v1/segments/{id}</c>.</summary>
    DeleteAudience,

    /// <summary><c>POST /v1/segments/{id}/users</c>.</summary>
    AddUsers,

    /// <summary><c>DELETE /v1/segments/{id}/users</c>.</summary>
    RemoveUsers,

    /// <summary><c>DELETE /v1/segments/{id}/all_users</c>.</summary>
    RemoveAllUsers,
}
