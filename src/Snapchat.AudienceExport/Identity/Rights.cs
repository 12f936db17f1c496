using Snapchat.AudienceExport.Storage;

namespace Snapchat.AudienceExport.Identity;

/// <summary>The table of roles and rights. What it does not allow is denied.</summary>
internal static class Rights
{
    /// <summary>Whether a person may use a connection in exports: an administrator, or a contributor it is shared with.</summary>
    public static bool MayUse(Caller caller, ConnectionAccess access) => MayUse(caller.Actor, caller.Role, access);

    /// <inheritdoc cref="MayUse(Caller, ConnectionAccess)"/>
    public static bool MayUse(Actor actor, AudienceExportRole? role, ConnectionAccess access) => role switch
    {
        AudienceExportRole.Administrator => true,
        AudienceExportRole.Contributor => access.Contributors || access.Users.Any(user => string.Equals(user.Id, actor.Id, StringComparison.Ordinal)),
        _ => false,
    };

    /// <summary>Whether a person may edit, run or remove an export. A detached one has no connection that could be shared, so only administrators may.</summary>
    public static bool MayEdit(Caller caller, StoredConnection? connection) =>
        connection is null ? caller.Role == AudienceExportRole.Administrator : MayUse(caller, connection.Access);
}
