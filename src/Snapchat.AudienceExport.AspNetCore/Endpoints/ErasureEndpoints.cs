using System.Security.Claims;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Snapchat.AudienceExport.Http;

namespace Snapchat.AudienceExport.Endpoints;

/// <summary>People are erased, and what is kept of audiences is declared restored. What a body names is neither logged nor answered.</summary>
internal static class ErasureEndpoints
{
    private const string GetOne = "GetErasure";

    public static void MapErasures(this IEndpointRouteBuilder group)
    {
        RouteGroupBuilder erasures = group.MapGroup("/erasures").WithTags("Erasure");
        erasures.MapPost("", EraseAsync).Describe("ErasePerson", "Erases a person: nobody sends them any more, and they are removed from every audience.").MayConflict();
        erasures.MapGet("", ListAsync).Describe("ListPendingErasures", "Lists the erasures that are pending in some audience.").MayConflict();
        erasures.MapGet("/{id}", GetAsync).Describe(GetOne, "Gets what has become of an erasure.").MayConflict();
        erasures.MapPost("/retry", RetryAsync).Describe("RetryErasures", "Tries what is pending again, and lists what is pending afterwards.").MayConflict();
        erasures.MapPost("/lift", LiftAsync).Describe("LiftErasure", "Lifts the erasure of a person, who is sent again by the next runs.").MayConflict();
        group.MapPost("/membership/restored", MarkRestoredAsync).WithTags("Erasure")
            .Describe("MarkRestored", "Declares that the state was restored from a backup: the history of every audience counts as lost.").MayConflict();
    }

    private static async Task<CreatedAnswer<ErasureReport>> EraseAsync(IErasureService erasures, ClaimsPrincipal user, JsonBody<ErasureBody> body, CancellationToken cancellationToken)
    {
        ErasureReport report = await erasures.EraseAsync(user, body.Value.ToRequest(), cancellationToken).ConfigureAwait(false);
        return new(report, (GetOne, new { id = report.Id }));
    }

    private static async Task<Answer<IReadOnlyList<ErasureReport>>> ListAsync(IErasureService erasures, ClaimsPrincipal user, CancellationToken cancellationToken) =>
        new(await erasures.GetPendingAsync(user, cancellationToken).ConfigureAwait(false));

    private static async Task<Answer<ErasureReport>> GetAsync(IErasureService erasures, ClaimsPrincipal user, Guid id, CancellationToken cancellationToken) =>
        new(await erasures.GetErasureAsync(user, id, cancellationToken).ConfigureAwait(false));

    private static async Task<Answer<IReadOnlyList<ErasureReport>>> RetryAsync(IErasureService erasures, ClaimsPrincipal user, CancellationToken cancellationToken) =>
        new(await erasures.RetryAsync(user, cancellationToken).ConfigureAwait(false));

    private static async Task<Answer<ErasureLift>> LiftAsync(IErasureService erasures, ClaimsPrincipal user, JsonBody<ErasureBody> body, CancellationToken cancellationToken) =>
        new(await erasures.LiftAsync(user, body.Value.ToRequest(), cancellationToken).ConfigureAwait(false));

    private static async Task<Answer<IReadOnlyList<AudienceId>>> MarkRestoredAsync(IMembershipAdministration membership, ClaimsPrincipal user, CancellationToken cancellationToken) =>
        new(await membership.MarkRestoredAsync(user, cancellationToken).ConfigureAwait(false));
}
