namespace Snapchat.AudienceExport.Http;

/// <summary>A request that is refused before it reaches a registry.</summary>
internal sealed class RefusedRequestException(int status, string code, string message) : Exception(message)
{
    public int Status { get; } = status;

    public string Code { get; } = code;

    /// <summary>What is wrong, by item; null where there is no item to name.</summary>
    public IReadOnlyDictionary<string, string[]>? Errors { get; init; }
}
