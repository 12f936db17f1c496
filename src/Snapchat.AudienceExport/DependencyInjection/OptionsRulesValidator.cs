using Microsoft.Extensions.Options;

namespace Snapchat.AudienceExport.DependencyInjection;

/// <summary>Checks what attributes cannot say: addresses, durations, and rules between options.</summary>
internal sealed class OptionsRulesValidator : IValidateOptions<SnapchatAudienceExportOptions>
{
    private const int SnapchatRatePerConnection = 10;
    private const int SnapchatRatePerApp = 20;

    public ValidateOptionsResult Validate(string? name, SnapchatAudienceExportOptions options)
    {
        ValidateOptionsResultBuilder problems = new();
        CheckAddress(problems, options, options.ApiBaseAddress, nameof(options.ApiBaseAddress));
        CheckAddress(problems, options, options.AccountsBaseAddress, nameof(options.AccountsBaseAddress));
        CheckRate(problems, options, options.MaxRequestsPerSecondPerConnection, SnapchatRatePerConnection, nameof(options.MaxRequestsPerSecondPerConnection));
        CheckRate(problems, options, options.MaxRequestsPerSecondPerApp, SnapchatRatePerApp, nameof(options.MaxRequestsPerSecondPerApp));
        CheckAccount(problems, options);
        CheckConsent(problems, options);
        CheckRoles(problems, options.Identity);
        CheckDurations(problems, options);
        return problems.Build();
    }

    private static void CheckAddress(ValidateOptionsResultBuilder problems, SnapchatAudienceExportOptions options, Uri? address, string option)
    {
        // A missing one is the range validator's finding.
        if (address is null)
            return;
        if (!address.IsAbsoluteUri)
            problems.AddError($"{option} ({address}) must be an absolute address, as in https://host/.");
        else if (address.Query.Length > 0 || address.Fragment.Length > 0 || address.UserInfo.Length > 0)
            problems.AddError($"{option} must have no query, fragment or user name, since paths are added to it.");
        else if (!IsSchemeAllowed(options, address))
            problems.AddError($"{option} ({address}) must be https; http is for loopback addresses and hosts named in AllowInsecureTransport.");
    }

    private static bool IsSchemeAllowed(SnapchatAudienceExportOptions options, Uri address) => address.Scheme switch
    {
        "https" => true,
        "http" => address.IsLoopback || options.AllowInsecureTransport.Contains(address.Host, StringComparer.OrdinalIgnoreCase),
        _ => false,
    };

    private static void CheckRate(ValidateOptionsResultBuilder problems, SnapchatAudienceExportOptions options, int rate, int limit, string option)
    {
        if (rate > limit && options.ApiBaseAddress is not { IsAbsoluteUri: true, IsLoopback: true })
            problems.AddError($"{option} ({rate}) must be at most {limit}, Snapchat's own limit; more is for a loopback ApiBaseAddress only.");
    }

    private static void CheckAccount(ValidateOptionsResultBuilder problems, SnapchatAudienceExportOptions options)
    {
        string[] missing =
        [
            .. string.IsNullOrWhiteSpace(options.ClientId) ? [nameof(options.ClientId)] : Array.Empty<string>(),
            .. options.ClientSecret is null ? [nameof(options.ClientSecret)] : Array.Empty<string>(),
        ];
        if (options.RefreshToken is not null && missing.Length > 0)
            problems.AddError($"RefreshToken is set, so the account also needs {string.Join(" and ", missing)}.");
        else if (missing.Length == 1)
            problems.AddError($"ClientId and ClientSecret belong together; {missing[0]} is missing.");
    }

    private static void CheckConsent(ValidateOptionsResultBuilder problems, SnapchatAudienceExportOptions options)
    {
        if (options.RedirectUri is { IsAbsoluteUri: false } redirectUri)
            problems.AddError($"RedirectUri ({redirectUri}) must be an absolute address, the one registered for the OAuth app.");
        if (options.ConsentStatements.Any(static statement => string.IsNullOrWhiteSpace(statement.Version) || string.IsNullOrWhiteSpace(statement.Text)))
            problems.AddError("ConsentStatements must each have a version and a text.");
        foreach (string version in options.ConsentStatements.GroupBy(static statement => statement.Version, StringComparer.Ordinal).Where(static same => same.Count() > 1).Select(static same => same.Key))
            problems.AddError($"ConsentStatements has several statements of version {version}; each wording needs a version of its own.");
    }

    private static void CheckRoles(ValidateOptionsResultBuilder problems, AudienceExportIdentityOptions identity)
    {
        string[] roles = [identity.AdministratorRole, identity.ContributorRole, identity.ViewerRole];
        if (roles.Any(string.IsNullOrWhiteSpace))
            problems.AddError("Identity:AdministratorRole, Identity:ContributorRole and Identity:ViewerRole must each name a role.");
        else if (roles.Distinct(StringComparer.OrdinalIgnoreCase).Count() < roles.Length)
            problems.AddError("Identity:AdministratorRole, Identity:ContributorRole and Identity:ViewerRole must differ; whoever has a role that two of them name would have the rights of the higher.");
    }

    private static void CheckDurations(ValidateOptionsResultBuilder problems, SnapchatAudienceExportOptions options)
    {
        CheckRange(problems, options.UploadDeadline, TimeSpan.FromSeconds(1), TimeSpan.FromDays(1), nameof(options.UploadDeadline));
        CheckRange(problems, options.CallDeadline, TimeSpan.FromSeconds(1), TimeSpan.FromDays(1), nameof(options.CallDeadline));
        CheckRange(problems, options.AttemptTimeout, TimeSpan.FromMilliseconds(100), TimeSpan.FromHours(1), nameof(options.AttemptTimeout));
        CheckRange(problems, options.MinRetryDelay, TimeSpan.FromMilliseconds(1), TimeSpan.FromMinutes(1), nameof(options.MinRetryDelay));
        CheckRange(problems, options.MaxRetryDelay, TimeSpan.FromMilliseconds(1), TimeSpan.FromMinutes(5), nameof(options.MaxRetryDelay));
        CheckRange(problems, options.MaxServerDelay, TimeSpan.FromSeconds(1), TimeSpan.FromHours(1), nameof(options.MaxServerDelay));
        CheckRange(problems, options.AccessTokenMargin, TimeSpan.Zero, TimeSpan.FromMinutes(10), nameof(options.AccessTokenMargin));
        CheckRange(problems, options.ReplaceWait, TimeSpan.Zero, TimeSpan.FromHours(48), nameof(options.ReplaceWait));
        CheckRange(problems, options.RequestLateness, TimeSpan.FromMinutes(1), TimeSpan.FromHours(48), nameof(options.RequestLateness));
        CheckRange(problems, options.ClearLateness, TimeSpan.FromMinutes(1), TimeSpan.FromHours(48), nameof(options.ClearLateness));
        CheckRange(problems, options.LongestRunInterval, TimeSpan.FromMinutes(1), TimeSpan.FromDays(365), nameof(options.LongestRunInterval));
        if (options.FullSendInterval != TimeSpan.Zero)
            CheckRange(problems, options.FullSendInterval, TimeSpan.FromDays(1), TimeSpan.FromDays(3_650), nameof(options.FullSendInterval));

        CheckRange(problems, options.ErasureRetryInterval, TimeSpan.FromSeconds(10), TimeSpan.FromDays(1), nameof(options.ErasureRetryInterval));
        CheckRange(problems, options.RunRetention, TimeSpan.FromDays(1), TimeSpan.FromDays(36_525), nameof(options.RunRetention));
        CheckRange(problems, options.AuditRetention, TimeSpan.FromDays(1), TimeSpan.FromDays(36_525), nameof(options.AuditRetention));

        if (options.AttemptTimeout >= options.UploadDeadline)
            problems.AddError($"AttemptTimeout ({options.AttemptTimeout}) must be shorter than UploadDeadline ({options.UploadDeadline}).");
        if (options.AttemptTimeout >= options.CallDeadline)
            problems.AddError($"AttemptTimeout ({options.AttemptTimeout}) must be shorter than CallDeadline ({options.CallDeadline}).");
        if (options.MinRetryDelay > options.MaxRetryDelay)
            problems.AddError($"MinRetryDelay ({options.MinRetryDelay}) must be at most MaxRetryDelay ({options.MaxRetryDelay}).");
    }

    private static void CheckRange(ValidateOptionsResultBuilder problems, TimeSpan value, TimeSpan min, TimeSpan max, string option)
    {
        if (value < min || value > max)
            problems.AddError($"{option} ({value}) must be from {min} to {max}.");
    }
}
