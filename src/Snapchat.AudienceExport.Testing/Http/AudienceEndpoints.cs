using System.Text.Json.Nodes;
using Snapchat.AudienceExport.Testing.World;

namespace Snapchat.AudienceExport.Testing.Http;

/// <summary>Reading, creating, changing, emptying and deleting audiences.</summary>
internal sealed class AudienceEndpoints(SimulatedWorld world, Envelope envelope, SnapchatSimulatorOptions options)
{
    private const int MaxPerRequest = 15;
    private const string Plural = "segments";
    private const string Singular = "segment";

    private readonly AudienceWriter _writer = new(world, options.Assumptions);

    public PendingOperation List(Exchange exchange) => InAdAccount(exchange, account =>
    {
        SimulatedAudience[] all = [.. world.AudiencesOf(account)];
        return Page.TryTake(exchange.Request, all, options.Assumptions.ForeignPageLinks, out IReadOnlyList<SimulatedAudience> page, out JsonObject paging)
            ? envelope.Parts(exchange.RequestId, Plural, Singular, [.. page.Select(audience => SubResult.Success(EntityJson.Audience(audience.Show())))], paging)
            : envelope.Malformed(exchange.RequestId, "limit must be 50 to 1000, and cursor one that was given out");
    });

    public PendingOperation Get(Exchange exchange) => InAudience(exchange, options.Assumptions.UnknownAudience, audience =>
        envelope.Parts(exchange.RequestId, Plural, Singular, [SubResult.Success(EntityJson.Audience(audience.Show()))]));

    public PendingOperation Delete(Exchange exchange) => InAudience(exchange, options.Assumptions.UnknownAudienceOnDelete, audience =>
    {
        world.RemoveAudience(audience.Id);
        return envelope.Parts(exchange.RequestId, Plural, Singular, []);
    });

    public PendingOperation RemoveAllUsers(Exchange exchange) => InAudience(exchange, options.Assumptions.UnknownAudience, audience =>
    {
        if (!audience.IsCustomerList)
            return envelope.NotAllowed(options.Assumptions.InvalidRequest, exchange.RequestId, Plural, "SIM_SOURCE_TYPE", "source_type");
        audience.Clear(options.ClearDelay);
        return envelope.Parts(exchange.RequestId, Plural, Singular, [SubResult.Success(EntityJson.Audience(audience.Show() with { ApproximateSize = 0 }))]);
    });

    public ValueTask<PendingOperation> CreateAsync(Exchange exchange, CancellationToken cancellationToken) =>
        WriteAsync(exchange, _writer.Create, cancellationToken);

    public ValueTask<PendingOperation> UpdateAsync(Exchange exchange, CancellationToken cancellationToken) =>
        WriteAsync(exchange, _writer.Update, cancellationToken);

    private async ValueTask<PendingOperation> WriteAsync(Exchange exchange, Func<SimulatedAdAccount, JsonNode?, int, AudienceChange> check, CancellationToken cancellationToken)
    {
        if (await JsonBody.ReadAsync(exchange, cancellationToken).ConfigureAwait(false) is not { } body || body[Plural] is not JsonArray { Count: > 0 } parts)
            return PendingOperation.Refused(envelope.Malformed(exchange.RequestId, "The body must be a JSON object with a non-empty array of segments"));
        if (parts.Count > MaxPerRequest)
            return PendingOperation.Refused(envelope.NotAllowed(options.Assumptions.InvalidRequest, exchange.RequestId, Plural, "SIM_TOO_MANY_SEGMENTS", "segments: at most 15"));

        return InAdAccount(exchange, account =>
        {
            AudienceChange[] changes = [.. parts.Select((part, index) => check(account, part, index))];
            return Array.Find(changes, change => change.Context is not null).Context is { } context
                ? envelope.Error(400, exchange.RequestId, "SIM_VALUE", context)
                : envelope.Parts(exchange.RequestId, Plural, Singular, [.. changes.Select(change => change.Apply is null ? change.Refusal : SubResult.Success(change.Apply()))]);
        });
    }

    private PendingOperation InAdAccount(Exchange exchange, Func<SimulatedAdAccount, Answer> operation) => new(() =>
        world.FindAdAccount(exchange.Route.Id) is not { } account ? envelope.NotFound(exchange.RequestId)
        : !account.AllowsAudiences ? envelope.PermissionDenied(exchange.RequestId)
        : operation(account));

    private PendingOperation InAudience(Exchange exchange, ErrorStyle unknown, Func<SimulatedAudience, Answer> operation) => new(() =>
        world.FindAudience(exchange.Route.Id) is not { } audience ? envelope.UnknownAudience(unknown, exchange.RequestId, Plural)
        : !audience.AdAccount.AllowsAudiences ? envelope.PermissionDenied(exchange.RequestId)
        : operation(audience));
}
