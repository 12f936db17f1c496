namespace Snapchat.AudienceExport.Client.Wire;

internal sealed class Paging
{
    /// <summary>The whole address of the next page; absent on the last one.</summary>
    public string? NextLink { get; init; }
}
