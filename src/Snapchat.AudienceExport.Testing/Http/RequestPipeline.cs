using System.Security.Cryptography;
using System.Text;
using Microsoft.AspNetCore.Http;
using Snapchat.AudienceExport.Testing.Faults;

namespace Snapchat.AudienceExport.Testing.Http;

/// <summary>The way of every request: log, fault, admission, reading, effect, answer.</summary>
internal sealed class RequestPipeline(
    SnapchatSimulatorOptions options, RequestLog log, SimulatorFaults faults, Admission admission, Endpoints endpoints, RateLimits rates, Envelope envelope, CancellationToken stopping)
{
    public async Task InvokeAsync(HttpContext context)
    {
        Route route = Route.Match(context.Request.Method, context.Request.Path);
        SimulatedRequest entry = log.Add(sequence => Describe(sequence, route, context.Request));
        SimulatedFault? fault = faults.Take(entry);
        Exchange exchange = new(context, route, entry, log, fault);
        if (fault is not null)
            exchange.Record(known => known with { Fault = fault.Name });

        try
        {
            await HandleAsync(exchange).ConfigureAwait(false);
        }
        catch (RequestAbandonedException)
        {
            Finish(exchange, status: null);
            Connections.Reset(context);
        }
        catch (Exception exception) when (exception is OperationCanceledException or IOException)
        {
            // The client went away, or sent less than it announced.
            Finish(exchange, status: null);
            context.Abort();
        }
    }

    private async Task HandleAsync(Exchange exchange)
    {
        SimulatedFault? fault = exchange.Fault;
        if (fault is { Moment: FaultMoment.BeforeBody })
        {
            await EndAsync(exchange, null).ConfigureAwait(false);
            return;
        }

        if (admission.Refuse(exchange) is { } refusal)
        {
            await SendAsync(exchange, refusal).ConfigureAwait(false);
            return;
        }

        PendingOperation operation = await endpoints.ReadAsync(exchange, exchange.Aborted).ConfigureAwait(false);
        if (fault is { Moment: FaultMoment.LateEffect } && exchange.Route.ChangesSomething)
        {
            faults.Late.Add(exchange, operation, fault.LateBy);
            await EndAsync(exchange, null).ConfigureAwait(false);
            return;
        }

        using (operation)
            await EndAsync(exchange, await ApplyAsync(exchange, operation).ConfigureAwait(false)).ConfigureAwait(false);
    }

    /// <summary>Lets the request have its effect, unless a fault keeps it from it.</summary>
    /// <returns>The proper answer, or null if there is none.</returns>
    private async Task<Answer?> ApplyAsync(Exchange exchange, PendingOperation operation)
    {
        SimulatedFault? fault = exchange.Fault;
        if (fault is { Moment: FaultMoment.BeforeEffect, Hold: { } before })
            await before(options.TimeProvider, stopping).ConfigureAwait(false);
        if (fault is { Moment: FaultMoment.BeforeEffect, Ending: not FaultEnding.ProperAnswer } or { Moment: FaultMoment.LateEffect })
            return null;

        Answer answer = operation.Commit();
        exchange.Record(entry => entry with { Applied = answer.HasEffect });
        if (fault is { Moment: FaultMoment.AfterEffect, Hold: { } after })
            await after(options.TimeProvider, stopping).ConfigureAwait(false);
        return answer;
    }

    private async Task EndAsync(Exchange exchange, Answer? answer)
    {
        SimulatedFault? fault = exchange.Fault;
        switch (fault?.Ending)
        {
            case FaultEnding.Reset:
                Finish(exchange, status: null);
                Connections.Reset(exchange.Context);
                break;
            case FaultEnding.FaultAnswer:
                await SendAsync(exchange, Make(fault, exchange)).ConfigureAwait(false);
                break;
            case FaultEnding.FaultAnswerThenClose:
                Answer early = Make(fault, exchange);
                Finish(exchange, early.Status);
                await Connections.AnswerAndCloseAsync(exchange.Context, early, exchange.Aborted).ConfigureAwait(false);
                break;
            default:
                await SendAsync(exchange, exchange.Route.IsWrite ? answer!.With(rates.CountWrite()) : answer!).ConfigureAwait(false);
                break;
        }
    }

    private Answer Make(SimulatedFault fault, Exchange exchange) => fault.Answer!(envelope, exchange).With(rates.Headers(fault.Hint, fault.RetryAfter));

    private Task SendAsync(Exchange exchange, Answer answer)
    {
        Finish(exchange, answer.Status);
        return answer.With(("X-Request-Id", exchange.RequestId), ("Server", "API Gateway")).SendAsync(exchange.Context.Response, exchange.Aborted);
    }

    /// <summary>Completes the line of the log before the client sees the end, so that a test that got its answer finds it there.</summary>
    private void Finish(Exchange exchange, int? status)
    {
        bool isFirst = !exchange.IsFinished;
        exchange.Record(entry => entry with { Status = status, CompletedAt = options.TimeProvider.GetUtcNow(), BodyBytes = exchange.Body.BytesRead });
        // An answer that could not be sent is finished twice.
        if (isFirst)
            faults.Late.CountAnswered(exchange.Sequence);
    }

    private SimulatedRequest Describe(long sequence, Route route, HttpRequest request) => new()
    {
        Sequence = sequence,
        ReceivedAt = options.TimeProvider.GetUtcNow(),
        Method = request.Method,
        Path = request.Path,
        Operation = route.Operation,
        RequestId = Guid.NewGuid().ToString(),
        Audience = request.Path.StartsWithSegments("/v1/segments", StringComparison.Ordinal) && AudienceId.TryParse(route.Id, null, out AudienceId audience) ? audience : null,
        TokenFingerprint = Admission.BearerToken(request) is { } token ? Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(token))) : null,
        ExpectsContinue = string.Equals(request.Headers.Expect, "100-continue", StringComparison.OrdinalIgnoreCase),
    };
}
