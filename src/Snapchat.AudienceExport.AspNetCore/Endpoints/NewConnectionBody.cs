namespace Snapchat.AudienceExport.Endpoints;

/// <summary>A connection to begin.</summary>
internal sealed record NewConnectionBody
{
    /// <summary>Up to 200 characters, or null to name it later.</summary>
    public string? DisplayName { get; init; }
}
