namespace Snapchat.AudienceExport.Tests.Client;

/// <summary>Answers in the words of Snapchat's documentation and of recorded traffic.</summary>
internal static class Answers
{
    public const string Forbidden =
        """{"request_status":"ERROR","request_id":"98e2a602-3cf4-4596-a8f9-7f034161f89a","debug_message":"Caller does not have permission","display_message":"We're sorry, but the requested resource is not available at this time","error_code":"E3002"}""";

    public static string Uploaded(long count) =>
        $$$"""{"request_status":"SUCCESS","request_id":"r-1","users":[{"sub_request_status":"SUCCESS","user":{"number_uploaded_users":{{{count}}}}}]}""";
}
