using System.Text.Json.Nodes;
using Snapchat.AudienceExport.Testing.Http;
using Snapchat.AudienceExport.Testing.World;

namespace Snapchat.AudienceExport.Testing.Users;

/// <summary>Uploads and removals.</summary>
internal sealed class UsersEndpoints(SimulatedWorld world, Envelope envelope, SnapchatAssumptions assumptions)
{
    private const string Plural = "users";

    public async ValueTask<PendingOperation> WriteAsync(Exchange exchange, CancellationToken cancellationToken)
    {
        if (!JsonBody.IsJson(exchange))
            return PendingOperation.Refused(envelope.Malformed(exchange.RequestId, "Content-Type must be application/json, without Content-Encoding"));

        UsersBody body = await UsersBodyReader.ReadAsync(exchange.Body, assumptions.RejectUpperCaseHashes, cancellationToken).ConfigureAwait(false);
        exchange.Record(entry => entry with { Kind = body.Parts.FirstOrDefault()?.Kind, IdentifierCount = body.Count });
        return new PendingOperation(() => Write(exchange, body), body);
    }

    private Answer Write(Exchange exchange, UsersBody body)
    {
        if (body.Problem is not null)
            return envelope.Malformed(exchange.RequestId, body.Problem);
        if (world.FindAudience(exchange.Route.Id) is not { } audience)
            return envelope.UnknownAudience(assumptions.UnknownAudience, exchange.RequestId, Plural);
        if (!audience.AdAccount.AllowsAudiences)
            return envelope.PermissionDenied(exchange.RequestId);
        if (Refusal(audience, body) is var (code, message))
            return envelope.NotAllowed(assumptions.InvalidRequest, exchange.RequestId, Plural, code, message);

        return envelope.Parts(exchange.RequestId, Plural, "user", [.. body.Parts.Select(part => Apply(exchange, audience, part))]);
    }

    private static SubResult Apply(Exchange exchange, SimulatedAudience audience, UsersPart part)
    {
        int missing = Math.Min(exchange.Fault?.Missing ?? 0, part.Count);
        int applied = exchange.Fault is { MissingIsApplied: false } ? Math.Max(0, part.Digests.Length - missing) : part.Digests.Length;
        if (exchange.Route.Operation == SimulatedOperation.AddUsers)
            audience.Add(part.Kind!.Value, part.Digests[..applied]);
        else
            audience.Remove(part.Kind!.Value, part.Digests[..applied]);
        return SubResult.Success(new JsonObject { ["number_uploaded_users"] = part.Count - missing });
    }

    private (string Code, string Message)? Refusal(SimulatedAudience audience, UsersBody body)
    {
        if (!audience.IsCustomerList)
            return ("SIM_SOURCE_TYPE", "source_type");
        if (body.Count > UsersBody.MaxIdentifiers)
            return ("SIM_TOO_MANY_USERS", "data: at most 100000");
        foreach (UsersPart part in body.Parts)
        {
            if (part.Kind is null)
                return ("SIM_SCHEMA", "schema");
            if (part.Count == 0)
                return ("SIM_EMPTY", "data: at least 1");
            if (part.MalformedCount > 0 && !assumptions.AcceptMalformedHashes)
                return ("SIM_HASH", "data: 64 hexadecimal digits");
        }
        return null;
    }
}
