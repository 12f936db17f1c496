using System.Net;
using Snapchat.AudienceExport.Client.Resilience;
using Snapchat.AudienceExport.Client.Wire;

namespace Snapchat.AudienceExport.Client;

/// <summary>Makes exceptions whose message is one sentence: what was refused, Snapchat's own words, the facts its support asks for, and what to do.</summary>
internal static class ApiErrors
{
    /// <summary>Snapchat's code for something that does not exist, or not any more.</summary>
    public const string NotFound = "E3003";

    /// <summary>Snapchat answered, and the answer is not a success.</summary>
    /// <param name="call">The call.</param>
    /// <param name="status">The HTTP status, which can be 200.</param>
    /// <param name="answer">What the answer says.</param>
    /// <param name="tooLongDelay">How long Snapchat asks to wait, if that is longer than the options allow.</param>
    public static SnapchatApiException Refused(ApiCall call, HttpStatusCode status, AnswerStatus answer, TimeSpan? tooLongDelay)
    {
        string message = answer.Message?.TrimEnd('.', ' ') ?? "it gave no reason";
        string advice = tooLongDelay is { } delay
            ? $"it asks to wait {Round(delay)}, longer than MaxServerDelay allows, so try again after that"
            : Advice(call, status, answer.ErrorCode);
        return new SnapchatApiException(
            $"Snapchat refused to {call.Purpose}: {message} ({Facts(status, answer)}); {advice}.",
            status,
            answer.ErrorCode,
            answer.Message,
            answer.RequestId,
            TransientFailure.IsTransient(status))
        {
            IsServerDelayTooLong = tooLongDelay is not null,
        };
    }

    /// <summary>Snapchat reports no failure, but its answer lacks what was asked for.</summary>
    public static SnapchatApiException Unexpected(ApiCall call, HttpStatusCode status, AnswerStatus answer, string missing) =>
        new(
            $"Snapchat's answer to the request to {call.Purpose} holds no {missing} ({Facts(status, answer)}); check that ApiBaseAddress and AccountsBaseAddress lead to Snapchat and not to a proxy's own page.",
            status,
            answer.ErrorCode,
            answer.Message,
            answer.RequestId,
            isTransient: false);

    /// <summary>A call that must not be repeated ended without an answer.</summary>
    public static SnapchatApiException FateUnknown(ApiCall call, Exception cause) =>
        new(
            $"The request to {call.Purpose} ended without an answer from Snapchat ({cause.GetType().Name}); {UnknownFateAdvice(call)}.",
            null,
            null,
            null,
            null,
            isTransient: true,
            cause);

    public static SnapchatApiException DeadlinePassed(ApiCall call)
    {
        string last = call.LastFailure is { } failure ? $", the last one given up with: {failure}" : "";
        if (call.Attempts == 0 && call.Tokens?.LastFailure is { } tokenFailure)
            last = $", since the access token could not be renewed: {tokenFailure}";
        return new(
            $"Snapchat did not {call.Purpose} within {call.Deadline} ({call.Attempts} attempts{last}); {UnknownFateAdvice(call)}.",
            null,
            null,
            null,
            null,
            isTransient: true);
    }

    public static SnapchatApiException ForeignLink(ApiCall call) =>
        new(
            $"Snapchat's answer to the request to {call.Purpose} continues at an address that is no further page of ApiBaseAddress; the access token was not sent there, so check ApiBaseAddress.",
            null,
            null,
            null,
            null,
            isTransient: false);

    private static string Facts(HttpStatusCode status, AnswerStatus answer)
    {
        string code = answer.ErrorCode is { } c ? $", {c}" : "";
        string request = answer.RequestId is { } id ? $", request {id}" : "";
        return $"HTTP {(int)status}{code}{request}";
    }

    private static string Advice(ApiCall call, HttpStatusCode status, string? code) => (status, code) switch
    {
        (_, "invalid_client" or "unauthorized_client") => "check ClientId and ClientSecret",
        (_, "invalid_grant") => "authenticate with Snapchat again",
        (HttpStatusCode.Forbidden, _) or (_, "E3002") =>
            "check that the authenticated user is an organization admin, or has the role admin or audience on the ad account",
        (HttpStatusCode.NotFound, _) or (_, NotFound or "E3004") => "check the ID, and that the authenticated user may manage what it names",
        (HttpStatusCode.Unauthorized, _) when call.Tokens is null => "check ClientId and ClientSecret",
        (HttpStatusCode.Unauthorized, _) => "a renewed access token was refused too, so authenticate with Snapchat again",
        (HttpStatusCode.RequestEntityTooLarge, _) => "lower MaxIdentifiersPerRequest",
        (HttpStatusCode.BadRequest, _) or (_, "E2002") => "correct what Snapchat names",
        ( >= HttpStatusCode.Ambiguous and < HttpStatusCode.BadRequest, _) => "check ApiBaseAddress and AccountsBaseAddress, since redirects are not followed",
        _ when TransientFailure.IsTransient(status) => UnknownFateAdvice(call),
        _ => "give the request ID to Snapchat's support if the cause is not clear",
    };

    private static string UnknownFateAdvice(ApiCall call) =>
        call.IsRepeatable ? "try again later" : "it may have been carried out all the same, so look before you try again";

    private static TimeSpan Round(TimeSpan delay) => TimeSpan.FromSeconds(Math.Ceiling(delay.TotalSeconds));
}
