namespace Snapchat.AudienceExport.Identity;

/// <summary>Who background work is in the records. It is no principal, so that nobody can pass for it.</summary>
internal static class SystemPrincipal
{
    public static Actor Actor { get; } = new("system", "System");
}
