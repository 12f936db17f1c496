using System.Net;

namespace Snapchat.AudienceExport;

/// <summary>Snapchat refused a call, or could not be reached until its deadline.</summary>
public sealed class SnapchatApiException : AudienceExportException
{
    internal SnapchatApiException(string message, HttpStatusCode? statusCode, string? errorCode, string? snapchatMessage, string? requestId, bool isTransient, Exception? innerException = null)
        : base(message, innerException)
    {
        StatusCode = statusCode;
        ErrorCode = errorCode;
        SnapchatMessage = snapchatMessage;
        RequestId = requestId;
        IsTransient = isTransient;
    }

    /// <summary>Gets the HTTP status, or null if there was no answer. It can be 200: Snapchat reports some failures inside an answer.</summary>
    public HttpStatusCode? StatusCode { get; }

    /// <summary>Gets Snapchat's error code, as in <c>E3002</c>, or null if the answer had none.</summary>
    public string? ErrorCode { get; }

    /// <summary>Gets Snapchat's own message, or null if the answer had none. Anything that looks like an address or a digest is masked.</summary>
    public string? SnapchatMessage { get; }

    /// <summary>Gets Snapchat's ID of the request, for its support, or null if the answer had none.</summary>
    public string? RequestId { get; }

    /// <summary>Gets whether the same call may succeed later.</summary>
    public bool IsTransient { get; }

    /// <summary>Whether Snapchat asked for a longer wait than the options allow, so that no retry further out may follow.</summary>
    internal bool IsServerDelayTooLong { get; init; }
}
