namespace Snapchat.AudienceExport.Testing;

/// <summary>The two ways in which Snapchat reports an error.</summary>
public enum ErrorStyle
{
    /// <summary>A status of 4xx, and a body with <c>error_code</c>, <c>debug_message</c> and <c>display_message</c>.</summary>
    Request = 0,

    /// <summary>Status 200, and a body with <c>request_status</c> <c>ERROR</c> and <c>sub_request_error_reason</c> on the failed part.</summary>
    SubRequest = 1,
}
