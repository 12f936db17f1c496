namespace Snapchat.AudienceExport.Testing.Http;

/// <summary>What a method and path stand for, and the ID in the path.</summary>
internal readonly record struct Route(SimulatedOperation Operation, string Id = "")
{
    private static readonly string[] Methods = ["GET", "POST", "PUT", "DELETE"];

    public bool IsAccounts => Operation is SimulatedOperation.Authorize or SimulatedOperation.Token;

    /// <summary>Those whose answers carry rate headers.</summary>
    public bool IsWrite => Operation is SimulatedOperation.CreateAudiences or SimulatedOperation.UpdateAudiences or SimulatedOperation.DeleteAudience
        or SimulatedOperation.AddUsers or SimulatedOperation.RemoveUsers or SimulatedOperation.RemoveAllUsers;

    /// <summary>Those that have an effect which can come late.</summary>
    public bool ChangesSomething => IsWrite || IsAccounts;

    /// <summary>The name under which an answer lists what the operation is about.</summary>
    public string Plural => Operation switch
    {
        SimulatedOperation.AddUsers or SimulatedOperation.RemoveUsers => "users",
        SimulatedOperation.GetOrganizations or SimulatedOperation.GetOrganization => "organizations",
        SimulatedOperation.GetAdAccounts or SimulatedOperation.GetAdAccount => "adaccounts",
        _ => "segments",
    };

    public static Route Match(string method, string path) =>
        (method, path.Split('/', StringSplitOptions.RemoveEmptyEntries)) switch
        {
            ("GET" or "POST", ["login", "oauth2", "authorize"]) => new(SimulatedOperation.Authorize),
            ("POST", ["login", "oauth2", "access_token"]) => new(SimulatedOperation.Token),
            ("GET", ["v1", "me"]) => new(SimulatedOperation.GetCurrentUser),
            ("GET", ["v1", "me", "organizations"]) => new(SimulatedOperation.GetOrganizations),
            ("GET", ["v1", "organizations", var id]) => new(SimulatedOperation.GetOrganization, id),
            ("GET", ["v1", "organizations", var id, "adaccounts"]) => new(SimulatedOperation.GetAdAccounts, id),
            ("GET", ["v1", "adaccounts", var id]) => new(SimulatedOperation.GetAdAccount, id),
            ("GET", ["v1", "adaccounts", var id, "segments"]) => new(SimulatedOperation.GetAudiences, id),
            ("POST", ["v1", "adaccounts", var id, "segments"]) => new(SimulatedOperation.CreateAudiences, id),
            ("PUT", ["v1", "adaccounts", var id, "segments"]) => new(SimulatedOperation.UpdateAudiences, id),
            ("GET", ["v1", "segments", var id]) => new(SimulatedOperation.GetAudience, id),
            ("DELETE", ["v1", "segments", var id]) => new(SimulatedOperation.DeleteAudience, id),
            ("POST", ["v1", "segments", var id, "users"]) => new(SimulatedOperation.AddUsers, id),
            ("DELETE", ["v1", "segments", var id, "users"]) => new(SimulatedOperation.RemoveUsers, id),
            ("DELETE", ["v1", "segments", var id, "all_users"]) => new(SimulatedOperation.RemoveAllUsers, id),
            _ => default,
        };

    /// <summary>Whether the path exists for some other method.</summary>
    public static bool IsKnownPath(string path) => Array.Exists(Methods, method => Match(method, path).Operation != SimulatedOperation.Unknown);
}
