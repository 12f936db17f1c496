using System.Security.Claims;
using System.Text.Encodings.Web;
using Microsoft.AspNetCore.Authentication;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;

namespace Snapchat.AudienceExport.AspNetCore.Tests.Support;

/// <summary>Believes what the Authorization header says, as a bearer scheme would a token.</summary>
internal sealed class PersonAuthentication(IOptionsMonitor<AuthenticationSchemeOptions> options, ILoggerFactory loggers, UrlEncoder encoder)
    : AuthenticationHandler<AuthenticationSchemeOptions>(options, loggers, encoder)
{
    public new const string Scheme = "Person";

    protected override Task<AuthenticateResult> HandleAuthenticateAsync()
    {
        if (Request.Headers.Authorization.ToString().Split(' ', ':') is not [Scheme, var id, var role])
            return Task.FromResult(AuthenticateResult.NoResult());
        return Task.FromResult(AuthenticateResult.Success(new AuthenticationTicket(Principal(id, role), Scheme)));
    }

    public static ClaimsPrincipal Principal(string id, string role)
    {
        List<Claim> claims = [new("sub", id), new("name", id)];
        if (role.Length > 0)
            claims.Add(new Claim("role", role));
        return new ClaimsPrincipal(new ClaimsIdentity(claims, Scheme, "name", "role"));
    }
}
