using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.Mvc;

namespace Portal.People;

/// <summary>Signs in as one of the demo people, without a password: for a demonstration only.</summary>
internal static class DemoPeopleEndpoints
{
    public static void MapDemoPeople(this WebApplication app, string next) =>
        app.MapPost("/sign-in", async (HttpContext context, [FromForm] string person) =>
        {
            if (DemoPerson.All.FirstOrDefault(known => string.Equals(known.Id, person, StringComparison.Ordinal)) is { } known)
                await context.SignInAsync(known.ToPrincipal());
            return TypedResults.LocalRedirect($"{next}/exports");
        });
}
