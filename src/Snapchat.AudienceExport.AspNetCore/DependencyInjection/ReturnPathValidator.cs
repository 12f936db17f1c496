using Microsoft.Extensions.Options;

namespace Snapchat.AudienceExport.DependencyInjection;

/// <summary>Takes nothing but a path of this application for the way back from Snapchat's page.</summary>
internal sealed class ReturnPathValidator : IValidateOptions<AudienceExportEndpointOptions>
{
    public ValidateOptionsResult Validate(string? name, AudienceExportEndpointOptions options) => IsLocal(options.ReturnPath)
        ? ValidateOptionsResult.Success
        : ValidateOptionsResult.Fail($"ReturnPath ({options.ReturnPath}) must be a path of this application without a query, as in /settings/connections.");

    // "//host" and "/\host" lead elsewhere: browsers read both as the beginning of another site's address.
    private static bool IsLocal(string? path) => path is ['/', .. string rest] && !rest.StartsWith('/') && rest.IndexOfAny(['\\', '?', '#']) < 0 && !rest.Any(char.IsControl);
}
