using Microsoft.Extensions.Configuration;

namespace Snapchat.AudienceExport.DependencyInjection;

/// <summary>Binds the secrets, which the source-generated binder cannot make from a string.</summary>
internal static class SecretBinding
{
    public static void Bind(IConfiguration section, SnapchatAudienceExportOptions options)
    {
        options.ClientSecret = Read(section, nameof(options.ClientSecret)) ?? options.ClientSecret;
        options.RefreshToken = Read(section, nameof(options.RefreshToken)) ?? options.RefreshToken;
    }

    private static SnapchatSecret? Read(IConfiguration section, string key) =>
        section[key] is { } value && !string.IsNullOrWhiteSpace(value) ? new SnapchatSecret(value) : null;
}
