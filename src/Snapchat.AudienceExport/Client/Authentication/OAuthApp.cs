namespace Snapchat.AudienceExport.Client.Authentication;

/// <summary>The OAuth app that asks for tokens.</summary>
internal sealed record OAuthApp(string ClientId, SnapchatSecret ClientSecret)
{
    /// <exception cref="AudienceExportValidationException">The options lack something of it.</exception>
    public static OAuthApp Of(SnapchatAudienceExportOptions options)
    {
        if (options is { ClientId: { } clientId, ClientSecret: { } clientSecret })
            return new OAuthApp(clientId, clientSecret);
        throw new AudienceExportValidationException([.. Missing(options)]);
    }

    public static IEnumerable<ValidationProblem> Missing(SnapchatAudienceExportOptions options)
    {
        if (options.ClientId is null)
            yield return new(nameof(options.ClientId), "Set ClientId in the options to the client ID of the OAuth app.");
        if (options.ClientSecret is null)
            yield return new(nameof(options.ClientSecret), "Set ClientSecret in the options to the client secret of the OAuth app.");
    }
}
