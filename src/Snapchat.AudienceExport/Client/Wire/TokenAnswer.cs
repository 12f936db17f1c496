namespace Snapchat.AudienceExport.Client.Wire;

/// <summary>The token endpoint's answer. Not a record: a record's text would show the tokens.</summary>
internal sealed class TokenAnswer
{
    public string? AccessToken { get; init; }

    /// <summary>The life of the access token in seconds.</summary>
    public double? ExpiresIn { get; init; }

    public string? RefreshToken { get; init; }
}
