using Microsoft.Extensions.Diagnostics.HealthChecks;

namespace Snapchat.AudienceExport.HealthChecks;

/// <summary>Runs a check over the store. Of a failure only the type is told: drivers put addresses and values into their messages, and health reports are often public.</summary>
internal static class StoreProbe
{
    public static async Task<HealthCheckResult> RunAsync(HealthCheckContext context, Func<Task<HealthCheckResult>> check)
    {
        try
        {
            return await check().ConfigureAwait(false);
        }
        catch (Exception exception) when (exception is not OperationCanceledException)
        {
            return new HealthCheckResult(context.Registration.FailureStatus, $"The store does not answer ({exception.GetType().FullName}).");
        }
    }
}
