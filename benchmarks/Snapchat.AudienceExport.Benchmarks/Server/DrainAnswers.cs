using Snapchat.AudienceExport.Client.Wire;

namespace Snapchat.AudienceExport.Benchmarks.Server;

/// <summary>The answers of Snapchat's API that an export cannot do without.</summary>
internal static class DrainAnswers
{
    private const string Token = """{"access_token":"drain","token_type":"Bearer","expires_in":3600,"refresh_token":"drain"}""";

    public static string For(string method, string path, long contentLength)
    {
        if (path.StartsWith("/login/oauth2/", StringComparison.Ordinal))
            return Token;
        return string.Equals(method, "GET", StringComparison.Ordinal) ? Segment(path[(path.LastIndexOf('/') + 1)..]) : Users(contentLength);
    }

    // What surrounds the rows is shorter than one row, so the quotient is exactly the number of rows.
    private static string Users(long contentLength) =>
        $$$"""{"request_status":"SUCCESS","request_id":"drain","users":[{"sub_request_status":"SUCCESS","user":{"number_uploaded_users":{{{contentLength / DigestRows.RowLength}}}}}]}""";

    private static string Segment(string id) =>
        $$$"""
        {"request_status":"SUCCESS","request_id":"drain","segments":[{"sub_request_status":"SUCCESS","segment":{"id":"{{{id}}}","name":"Drain",
        "ad_account_id":"8adc3db7-8148-4fbf-999c-8d2266369d74","status":"ACTIVE","source_type":"FIRST_PARTY","retention_in_days":9999,"approximate_number_users":0}}]}
        """;
}
