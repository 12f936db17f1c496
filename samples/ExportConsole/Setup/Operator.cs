using System.Security.Claims;

namespace ExportConsole.Setup;

/// <summary>The person at the keyboard, who may do everything. A web application takes the person from its sign-in instead.</summary>
internal static class Operator
{
    public static ClaimsPrincipal User { get; } = new(new ClaimsIdentity(
        [new("sub", "operator"), new("name", "Operator"), new(ClaimTypes.Role, "Administrator")], authenticationType: "console"));
}
