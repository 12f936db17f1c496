using System.Runtime.CompilerServices;
using Snapchat.AudienceExport.Testing.Faults;
using Snapchat.AudienceExport.Testing.Http;

namespace Snapchat.AudienceExport.Testing;

/// <summary>Something that goes wrong with a request. Immutable: one value can meet any number of requests.</summary>
public sealed record SimulatedFault
{
    private SimulatedFault(string name) => Name = name;

    /// <summary>Gets the name, as in <c>LoseAnswer</c>; it is what <see cref="SimulatedRequest.Fault"/> shows.</summary>
    public string Name { get; private init; }

    internal FaultMoment Moment { get; private init; } = FaultMoment.BeforeEffect;

    internal FaultEnding Ending { get; private init; } = FaultEnding.FaultAnswer;

    internal FaultAnswer? Answer { get; private init; }

    internal RetryHint Hint { get; private init; }

    internal TimeSpan RetryAfter { get; private init; }

    internal long CutAfter { get; private init; } = long.MaxValue;

    internal int LateBy { get; private init; }

    internal bool RevokesToken { get; private init; }

    internal int Missing { get; private init; }

    internal bool MissingIsApplied { get; private init; }

    internal Func<TimeProvider, CancellationToken, Task>? Hold { get; private init; }

    /// <summary>429, not applied.</summary>
    /// <param name="hint">How the answer tells when to try again.</param>
    /// <param name="retryAfter">What <c>Retry-After</c> says: 0 or more, in whole seconds.</param>
    /// <returns>The fault.</returns>
    public static SimulatedFault TooManyRequests(RetryHint hint = RetryHint.RateHeaders, TimeSpan retryAfter = default) =>
        Named() with { Answer = (envelope, exchange) => envelope.TooManyRequests(exchange.RequestId), Hint = hint, RetryAfter = retryAfter };

    /// <summary>Any status with any body, not applied: server errors, pages of a proxy, errors of the token endpoint.</summary>
    /// <param name="status">200 to 599.</param>
    /// <param name="body">The body.</param>
    /// <param name="contentType">The content type of the body.</param>
    /// <param name="hint">How the answer tells when to try again.</param>
    /// <param name="retryAfter">What <c>Retry-After</c> says: 0 or more, in whole seconds.</param>
    /// <returns>The fault.</returns>
    /// <exception cref="ArgumentOutOfRangeException">The status is out of range.</exception>
    public static SimulatedFault Status(
        int status, string body = "", string contentType = "text/plain", RetryHint hint = RetryHint.None, TimeSpan retryAfter = default)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(status, 200);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(status, 599);
        return Named() with { Answer = (_, _) => Http.Answer.FromText(status, body, contentType), Hint = hint, RetryAfter = retryAfter };
    }

    /// <summary>500 with the HTML page of a gateway, not applied.</summary>
    /// <returns>The fault.</returns>
    public static SimulatedFault ServerError() => Status(500, "<html><body><h1>500 Internal Server Error</h1></body></html>", "text/html") with { Name = nameof(ServerError) };

    /// <summary>403 with <c>E3002</c>, not applied: the caller lost its role.</summary>
    /// <returns>The fault.</returns>
    public static SimulatedFault PermissionDenied() => Named() with { Answer = (envelope, exchange) => envelope.PermissionDenied(exchange.RequestId) };

    /// <summary>401, not applied, and the access token stays expired: only a refresh helps.</summary>
    /// <returns>The fault.</returns>
    public static SimulatedFault ExpiredToken() => Named() with { RevokesToken = true, Ending = FaultEnding.ProperAnswer };

    /// <summary>The connection is reset before the body is read, not applied.</summary>
    /// <returns>The fault.</returns>
    public static SimulatedFault ResetBeforeBody() => Named() with { Moment = FaultMoment.BeforeBody, Ending = FaultEnding.Reset };

    /// <summary>The connection is reset while the body is being read, not applied.</summary>
    /// <param name="afterBytes">How much of the body is read first: 0 bytes or more. A shorter body is read in full.</param>
    /// <returns>The fault.</returns>
    public static SimulatedFault ResetDuringBody(long afterBytes = 64 * 1024)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(afterBytes);
        return Named() with { CutAfter = afterBytes, Ending = FaultEnding.Reset };
    }

    /// <summary>The connection is reset when the whole body is read, not applied.</summary>
    /// <returns>The fault.</returns>
    public static SimulatedFault ResetAfterBody() => Named() with { Ending = FaultEnding.Reset };

    /// <summary>The request is applied, then the connection is reset: the client cannot know.</summary>
    /// <returns>The fault.</returns>
    public static SimulatedFault LoseAnswer() => Named() with { Moment = FaultMoment.AfterEffect, Ending = FaultEnding.Reset };

    /// <summary>The connection is reset now; the request is applied when further requests have been answered, or by <see cref="SimulatorFaults.ApplyHeldBack"/>. A request that only reads is reset.</summary>
    /// <param name="afterRequests">How many further requests: 1 or more.</param>
    /// <returns>The fault.</returns>
    public static SimulatedFault ApplyLate(int afterRequests)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(afterRequests, 1);
        return Named() with { Moment = FaultMoment.LateEffect, LateBy = afterRequests, Ending = FaultEnding.Reset };
    }

    /// <summary>An answer before the body is read, upon which the connection is closed, not applied.</summary>
    /// <param name="status">400 to 599.</param>
    /// <returns>The fault.</returns>
    /// <remarks>Without <c>Expect: 100-continue</c> a client that is still sending usually sees a reset instead of the answer.</remarks>
    public static SimulatedFault AnswerBeforeBody(int status = 503)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(status, 400);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(status, 599);
        return Named() with
        {
            Moment = FaultMoment.BeforeBody,
            Ending = FaultEnding.FaultAnswerThenClose,
            Answer = (_, _) => Http.Answer.FromText(status, "The request was refused before it was read."),
        };
    }

    /// <summary>200 with a failed sub-request, not applied.</summary>
    /// <param name="code">Snapchat's error code.</param>
    /// <param name="message">Snapchat's message.</param>
    /// <returns>The fault.</returns>
    public static SimulatedFault FailedSubRequest(string code = "E2002", string message = "Property value is not allowed : [simulated]") =>
        Named() with { Answer = (envelope, exchange) => envelope.Parts(exchange.RequestId, exchange.Route.Plural, "", [SubResult.Failure(code, message)]) };

    /// <summary>200 in which <c>number_uploaded_users</c> is less than what was sent.</summary>
    /// <param name="missing">How many identifiers, the last ones of the request, are not counted: 1 or more.</param>
    /// <param name="applied">Whether those that are not counted are applied all the same.</param>
    /// <returns>The fault, for uploads and removals.</returns>
    public static SimulatedFault ShortCount(int missing, bool applied = false)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(missing, 1);
        return Named() with { Missing = missing, MissingIsApplied = applied, Ending = FaultEnding.ProperAnswer };
    }

    /// <summary>The proper answer, but only when the test says so.</summary>
    /// <param name="until">Ends when the answer may be sent.</param>
    /// <param name="applyFirst">Whether the request is applied before the wait; otherwise after it, even if the client has given up by then.</param>
    /// <returns>The fault.</returns>
    public static SimulatedFault HoldUntil(Task until, bool applyFirst = true)
    {
        ArgumentNullException.ThrowIfNull(until);
        return Named() with { Hold = (_, cancellationToken) => until.WaitAsync(cancellationToken), Moment = Waiting(applyFirst), Ending = FaultEnding.ProperAnswer };
    }

    /// <summary>The proper answer, late on the simulator's clock.</summary>
    /// <param name="delay">How much later: 0 or more.</param>
    /// <param name="applyFirst">Whether the request is applied before the wait; otherwise after it, even if the client has given up by then.</param>
    /// <returns>The fault.</returns>
    public static SimulatedFault Delay(TimeSpan delay, bool applyFirst = true) =>
        Named() with { Hold = (time, cancellationToken) => Task.Delay(delay, time, cancellationToken), Moment = Waiting(applyFirst), Ending = FaultEnding.ProperAnswer };

    private static FaultMoment Waiting(bool applyFirst) => applyFirst ? FaultMoment.AfterEffect : FaultMoment.BeforeEffect;

    private static SimulatedFault Named([CallerMemberName] string name = "") => new(name);
}
