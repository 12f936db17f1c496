namespace Snapchat.AudienceExport.Upload;

/// <summary>What became of the requests of a plan.</summary>
/// <param name="Requests">The requests that Snapchat acknowledged, in the order of their numbers.</param>
/// <param name="Failure">Why the others were not sent or not acknowledged, or null if all were.</param>
internal sealed record UploadResult(IReadOnlyList<UploadRequestReport> Requests, Exception? Failure);
