using System.Text.Json.Nodes;

namespace Snapchat.AudienceExport.Testing.Http;

/// <summary>The bodies that all answers of the API share.</summary>
internal sealed class Envelope(SnapchatAssumptions assumptions)
{
    /// <summary>200, with one element for each part of the request.</summary>
    public Answer Parts(string requestId, string plural, string singular, IReadOnlyList<SubResult> parts, JsonObject? paging = null)
    {
        int failed = parts.Count(part => !part.Succeeded);
        bool success = failed == 0 || (failed < parts.Count && assumptions.PartialFailureIsSuccess);
        JsonObject body = Head(requestId, success);
        if (paging is not null)
            body["paging"] = paging;
        body[plural] = new JsonArray([.. parts.Select(part => Element(singular, part))]);
        return Answer.FromJson(200, body) with { HasEffect = failed == 0 || failed < parts.Count };
    }

    /// <summary>200, with the members of <paramref name="content"/> beside the status.</summary>
    public Answer Success(string requestId, JsonObject content)
    {
        JsonObject body = Head(requestId, success: true);
        foreach ((string name, JsonNode? value) in content.ToArray())
        {
            content.Remove(name);
            body[name] = value;
        }
        return Answer.FromJson(200, body);
    }

    /// <summary>A refusal of the whole request.</summary>
    public Answer Error(int status, string requestId, string code, string debugMessage)
    {
        JsonObject body = Head(requestId, success: false);
        body["debug_message"] = debugMessage;
        body["display_message"] = "We're sorry, but the requested resource is not available at this time";
        body["error_code"] = code;
        return Answer.FromJson(status, body);
    }

    public Answer PermissionDenied(string requestId) => Error(403, requestId, "E3002", "Caller does not have permission");

    public Answer NotFound(string requestId) => Error(404, requestId, "E3003", "Resource can not be found");

    public Answer MethodNotAllowed(string requestId) => Error(405, requestId, "SIM_METHOD", "Method not allowed");

    public Answer NotAcceptable(string requestId) => Error(406, requestId, "SIM_ACCEPT", "Only application/json is available");

    public Answer Malformed(string requestId, string message) => Error(400, requestId, "SIM_MALFORMED", message);

    public Answer Unauthorized(string requestId) =>
        (assumptions.JsonUnauthorized ? Error(401, requestId, "SIM_UNAUTHORIZED", "The access token expired") : Answer.FromText(401, "unauthorized"))
        .With(("WWW-Authenticate", "Bearer error=\"invalid_token\", error_description=\"The access token expired\""));

    public Answer TooManyRequests(string requestId) =>
        assumptions.JsonTooManyRequests ? Error(429, requestId, "SIM_RATE", "Too Many Requests") : Answer.FromText(429, "Too Many Requests");

    /// <summary>A value that is not allowed, in either of the two styles.</summary>
    public Answer NotAllowed(ErrorStyle style, string requestId, string plural, string code, string message) => style == ErrorStyle.Request
        ? Error(400, requestId, code, message)
        : Parts(requestId, plural, "", [SubResult.NotAllowed(message)]);

    /// <summary>An audience that does not exist, in either of the two styles.</summary>
    public Answer UnknownAudience(ErrorStyle style, string requestId, string plural) => style == ErrorStyle.Request
        ? NotFound(requestId)
        : Parts(requestId, plural, "", [SubResult.DoesNotExist()]);

    private JsonObject Head(string requestId, bool success) => new() { ["request_status"] = Status(success), ["request_id"] = requestId };

    private JsonObject Element(string singular, SubResult part) => part.Succeeded
        ? new() { ["sub_request_status"] = Status(true), [singular] = part.Entity }
        : new() { ["sub_request_status"] = Status(false), ["sub_request_error_reason"] = part.Error };

    private string Status(bool success) => (success, assumptions.LowerCaseStatuses) switch
    {
        (true, false) => "SUCCESS",
        (true, true) => "success",
        (false, false) => "ERROR",
        (false, true) => "error",
    };
}
