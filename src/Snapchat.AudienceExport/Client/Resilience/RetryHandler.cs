using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;
using Polly;
using Polly.Retry;
using Snapchat.AudienceExport.Diagnostics;

namespace Snapchat.AudienceExport.Client.Resilience;

/// <summary>Repeats attempts that failed in passing, as often as the deadline of the call allows.</summary>
internal sealed class RetryHandler : DelegatingHandler
{
    private static readonly ResiliencePropertyKey<ApiCall> CallKey = new("Snapchat.AudienceExport.ApiCall");

    private readonly SnapchatAudienceExportOptions _options;
    private readonly TimeProvider _timeProvider;
    private readonly ExportMetrics _metrics;
    private readonly ILogger<RetryHandler> _logger;
    private readonly ResiliencePipeline<HttpResponseMessage> _pipeline;

    public RetryHandler(IOptions<SnapchatAudienceExportOptions> options, TimeProvider timeProvider, ExportMetrics metrics, ILogger<RetryHandler> logger)
    {
        _options = options.Value;
        _timeProvider = timeProvider;
        _metrics = metrics;
        _logger = logger;
        _pipeline = new ResiliencePipelineBuilder<HttpResponseMessage> { TimeProvider = timeProvider }
            .AddRetry(new RetryStrategyOptions<HttpResponseMessage>
            {
                MaxRetryAttempts = int.MaxValue,
                ShouldHandle = args => new(ShouldRetry(args.Outcome, CallOf(args.Context))),
                DelayGenerator = args => new(Delay(args.Outcome, args.AttemptNumber)),
                OnRetry = OnRetry,
            })
            .Build();
    }

    protected override async Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
    {
        ResilienceContext context = ResilienceContextPool.Shared.Get(continueOnCapturedContext: false, cancellationToken);
        try
        {
            context.Properties.Set(CallKey, ApiCall.Of(request));
            return await _pipeline.ExecuteAsync(
                static async (context, attempt) => await attempt.Handler.SendOnceAsync(attempt.Request, context.CancellationToken).ConfigureAwait(false),
                context,
                (Handler: this, Request: request)).ConfigureAwait(false);
        }
        finally
        {
            ResilienceContextPool.Shared.Return(context);
        }
    }

    private Task<HttpResponseMessage> SendOnceAsync(HttpRequestMessage request, CancellationToken cancellationToken) => base.SendAsync(request, cancellationToken);

    private bool ShouldRetry(Outcome<HttpResponseMessage> outcome, ApiCall call) =>
        TransientFailure.Of(outcome, call.IsRepeatable) is not null && !(ServerDelay(outcome) > _options.MaxServerDelay);

    private TimeSpan? Delay(Outcome<HttpResponseMessage> outcome, int attempt) =>
        ServerDelay(outcome) ?? RetryDelay.Of(attempt, _options.MinRetryDelay, _options.MaxRetryDelay, Random.Shared.NextDouble());

    private TimeSpan? ServerDelay(Outcome<HttpResponseMessage> outcome) =>
        outcome.Result is { } response ? Resilience.ServerDelay.Of(response, _timeProvider.GetUtcNow()) : null;

    private ValueTask OnRetry(OnRetryArguments<HttpResponseMessage> args)
    {
        ApiCall call = CallOf(args.Context);
        string reason = TransientFailure.Of(args.Outcome, call.IsRepeatable) ?? "";
        call.LastFailure = reason;
        _metrics.Retried(call.Operation, reason);
        _logger.Retrying(call.Operation, reason, args.RetryDelay, args.AttemptNumber + 1);
        return ValueTask.CompletedTask;
    }

    private static ApiCall CallOf(ResilienceContext context) => context.Properties.GetValue(CallKey, null!);
}
