using System.Security.Claims;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Routing;
using Snapchat.AudienceExport.Http;

namespace Snapchat.AudienceExport.Endpoints;

/// <summary>Exports: found, read, written, removed.</summary>
internal static class ExportEndpoints
{
    private const string GetOne = "GetExport";

    public static void MapExports(this IEndpointRouteBuilder group)
    {
        RouteGroupBuilder exports = group.MapGroup("/exports").WithTags("Exports");
        exports.MapGet("", ListAsync).Describe("ListExports", "Lists exports by name, with what the acting person may do with each.");
        exports.MapGet("/draft", DraftAsync).Describe("CreateExportDraft", "Begins an export; nothing is stored.");
        exports.MapPost("/validate", ValidateAsync).Describe("ValidateExport", "Finds everything that is missing or wrong in a draft.");
        exports.MapPost("", CreateAsync).Describe("CreateExport", "Saves a new export. It does not run.").MayConflict();
        exports.MapGet("/{id}", GetAsync).Describe(GetOne, "Gets an export with its latest status.");
        exports.MapGet("/{id}/segments", GetSegmentsAsync).Describe("GetExportSegments", "Gets the segments of an export with their names and numbers of members, as far as the acting person may see them.");
        exports.MapGet("/{id}/draft", EditAsync).Describe("EditExport", "Begins an edit of a saved export; nothing is stored.");
        exports.MapGet("/{id}/copy", DuplicateAsync).Describe("DuplicateExport", "Begins a copy of a saved export; nothing is stored.");
        exports.MapPut("/{id}", SaveAsync).Describe("SaveExport", "Saves an edit, effective from the next run on. Moving to another audience asks what becomes of the former one.").MayConflict();
        exports.MapDelete("/{id}", RemoveAsync).Describe("RemoveExport", "Removes an export. Its audience stays as it is.").MayConflict();
    }

    private static async Task<Answer<Page<Export>>> ListAsync(
        IExportRegistry registry, ClaimsPrincipal user, CancellationToken cancellationToken, string? search = null, int skip = 0, int take = 100)
    {
        Checks.Page(skip, take);
        return new(await registry.GetExportsAsync(user, new ExportQuery { Search = search, Skip = skip, Take = take }, cancellationToken).ConfigureAwait(false));
    }

    private static async Task<Answer<ExportDraft>> DraftAsync(IExportRegistry registry, ClaimsPrincipal user, ConnectionId? connection, CancellationToken cancellationToken) =>
        new(await registry.CreateDraftAsync(user, connection, cancellationToken).ConfigureAwait(false));

    private static async Task<Answer<IReadOnlyList<ValidationProblem>>> ValidateAsync(IExportRegistry registry, ClaimsPrincipal user, JsonBody<ExportDraft> body, CancellationToken cancellationToken) =>
        new(await registry.ValidateAsync(user, body.Value, cancellationToken).ConfigureAwait(false));

    private static async Task<CreatedAnswer<Export>> CreateAsync(IExportRegistry registry, ClaimsPrincipal user, JsonBody<ExportDraft> body, CancellationToken cancellationToken)
    {
        Export export = await registry.SaveAsync(user, body.Value with { Id = null, Version = 0 }, cancellationToken: cancellationToken).ConfigureAwait(false);
        return new(export, (GetOne, new { id = export.Id }), export.Version);
    }

    private static async Task<Answer<Export>> GetAsync(IExportRegistry registry, ClaimsPrincipal user, ExportId id, CancellationToken cancellationToken)
    {
        Export export = await registry.GetExportAsync(user, id, cancellationToken).ConfigureAwait(false);
        return new(export, export.Version);
    }

    private static async Task<Answer<IReadOnlyList<SegmentInfo>>> GetSegmentsAsync(IExportRegistry registry, ClaimsPrincipal user, ExportId id, CancellationToken cancellationToken) =>
        new(await registry.GetExportSegmentsAsync(user, id, cancellationToken).ConfigureAwait(false));

    private static async Task<Answer<ExportDraft>> EditAsync(IExportRegistry registry, ClaimsPrincipal user, ExportId id, CancellationToken cancellationToken)
    {
        ExportDraft draft = await registry.EditAsync(user, id, cancellationToken).ConfigureAwait(false);
        return new(draft, draft.Version);
    }

    private static async Task<Answer<ExportDraft>> DuplicateAsync(IExportRegistry registry, ClaimsPrincipal user, ExportId id, CancellationToken cancellationToken) =>
        new(await registry.DuplicateAsync(user, id, cancellationToken).ConfigureAwait(false));

    private static async Task<Answer<Export>> SaveAsync(
        IExportRegistry registry, ClaimsPrincipal user, ExportId id, IfMatch match, JsonBody<ExportDraft> body, CancellationToken cancellationToken, FormerAudience formerAudience = FormerAudience.Ask)
    {
        Checks.Defined<FormerAudience>(formerAudience, nameof(formerAudience));
        Export export = await registry.SaveAsync(user, body.Value with { Id = id, Version = match.Version }, formerAudience, cancellationToken).ConfigureAwait(false);
        return new(export, export.Version);
    }

    private static async Task<NoContent> RemoveAsync(IExportRegistry registry, ClaimsPrincipal user, ExportId id, IfMatch match, CancellationToken cancellationToken)
    {
        await registry.RemoveAsync(user, id, match.Version, cancellationToken).ConfigureAwait(false);
        return TypedResults.NoContent();
    }
}
