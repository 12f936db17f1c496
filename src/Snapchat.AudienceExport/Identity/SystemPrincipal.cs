using System.Security.Claims;

namespace Snapchat.AudienceExport.Identity;

/// <summary>Background work. It is recognized by reference, never by claims, so that nobody can pass for it; its only right is to run exports.</summary>
internal static class SystemPrincipal
{
    public static ClaimsPrincipal Instance { get; } = new();

    public static Actor Actor { get; } = new("system", "System");
}
