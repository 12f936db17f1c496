using Microsoft.AspNetCore.Http;
using Snapchat.AudienceExport.Testing.Authentication;

namespace Snapchat.AudienceExport.Testing.Http;

/// <summary>What Snapchat's gateway checks before a body is read: path, method, token, rate.</summary>
internal sealed class Admission(SnapchatSimulatorOptions options, TokenService tokens, RateLimits rates, Envelope envelope)
{
    private const string Scheme = "Bearer ";

    /// <summary>Checks the head of a request.</summary>
    /// <returns>The refusal, or null.</returns>
    public Answer? Refuse(Exchange exchange)
    {
        HttpRequest request = exchange.Request;
        if (exchange.Route.Operation == SimulatedOperation.Unknown)
            return Route.IsKnownPath(request.Path) ? envelope.MethodNotAllowed(exchange.RequestId) : envelope.NotFound(exchange.RequestId);
        if (exchange.Route.IsAccounts)
            return null;
        if (!AcceptsJson(request))
            return envelope.NotAcceptable(exchange.RequestId);
        return RefuseToken(exchange, BearerToken(request));
    }

    public static string? BearerToken(HttpRequest request)
    {
        string? header = request.Headers.Authorization;
        return header?.StartsWith(Scheme, StringComparison.OrdinalIgnoreCase) == true ? header[Scheme.Length..] : null;
    }

    private Answer? RefuseToken(Exchange exchange, string? token)
    {
        if (token is not null && exchange.Fault is { RevokesToken: true })
            tokens.Expire(token);
        if (token is null || !tokens.IsValid(token))
            return envelope.Unauthorized(exchange.RequestId);
        if (rates.TryTake(token))
            return null;
        Answer refusal = envelope.TooManyRequests(exchange.RequestId).With(rates.Headers(RetryHint.RateHeaders, default));
        return options.Assumptions.RetryAfterOnRateLimit ? refusal.With(rates.Headers(RetryHint.RetryAfterSeconds, TimeSpan.FromSeconds(1))) : refusal;
    }

    private static bool AcceptsJson(HttpRequest request)
    {
        string accept = request.Headers.Accept.ToString();
        return accept.Length == 0
            || accept.Contains("*/*", StringComparison.Ordinal)
            || accept.Contains("application/*", StringComparison.OrdinalIgnoreCase)
            || accept.Contains(Answer.Json, StringComparison.OrdinalIgnoreCase);
    }
}
