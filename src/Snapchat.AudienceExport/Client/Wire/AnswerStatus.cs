using System.Text;
using System.Text.Json;

namespace Snapchat.AudienceExport.Client.Wire;

/// <summary>What an answer says about itself, whatever its shape: Snapchat's envelope, an OAuth error, plain text, or nothing readable.</summary>
/// <param name="Succeeded">Null where the answer does not say.</param>
/// <param name="ErrorCode">As in <c>E3002</c>.</param>
/// <param name="Message">Snapchat's own words, cleaned.</param>
/// <param name="RequestId">From the body, or else the header.</param>
internal sealed record AnswerStatus(bool? Succeeded, string? ErrorCode, string? Message, string? RequestId)
{
    private const string RequestIdHeader = "X-Request-Id";

    public static AnswerStatus Read(ReadOnlyMemory<byte> body, HttpResponseMessage response)
    {
        string? requestId = response.Headers.TryGetValues(RequestIdHeader, out IEnumerable<string>? ids) ? SnapchatText.Identifier(ids.FirstOrDefault()) : null;
        try
        {
            using JsonDocument document = JsonDocument.Parse(body);
            if (document.RootElement.ValueKind == JsonValueKind.Object)
                return ReadEnvelope(document.RootElement, requestId);
        }
        catch (Exception exception) when (exception is JsonException or InvalidOperationException)
        {
            // Proxies and gateways answer in their own way. A string that is not Unicode is an invalid operation, found when it is read.
        }

        string text = Encoding.UTF8.GetString(body.Span);
        return new(null, null, text.AsSpan().TrimStart().StartsWith('<') ? null : SnapchatText.Clean(text), requestId);
    }

    private static AnswerStatus ReadEnvelope(JsonElement root, string? headerRequestId)
    {
        string? status = Text(root, "request_status");
        (JsonElement? failedPart, bool hasGoodPart) = Parts(root);
        string? code = Text(root, "error_code");
        string? message = Text(root, "debug_message") ?? Text(root, "display_message");
        if (failedPart is { } part && (code is null || message is null))
        {
            (string? partCode, string? partMessage) = SubRequestError.Parse(Text(part, "sub_request_error_reason"));
            (code, message) = (code ?? partCode, message ?? partMessage);
        }

        // OAuth (RFC 6749), and the two shapes gateways use.
        code ??= Text(root, "error");
        message ??= Text(root, "error_description") ?? Text(root, "message");
        if (root.TryGetProperty("error", out JsonElement error) && error.ValueKind == JsonValueKind.Object)
            message ??= Text(error, "message");

        // A status between success and error says to look at the parts, as does none at all.
        bool? succeeded = failedPart is not null || (status is not null && IsError(status)) ? false
            : hasGoodPart || (status is not null && IsSuccess(status)) ? true
            : status is null ? null : false;
        return new(succeeded, SnapchatText.Identifier(code), SnapchatText.Clean(message), SnapchatText.Identifier(Text(root, "request_id")) ?? headerRequestId);
    }

    /// <returns>The first element of any list of the answer that reports a failure of its own, or else whether one reports a success.</returns>
    private static (JsonElement? Failed, bool HasGood) Parts(JsonElement root)
    {
        bool hasGood = false;
        foreach (JsonProperty property in root.EnumerateObject())
        {
            if (property.Value.ValueKind != JsonValueKind.Array)
                continue;
            foreach (JsonElement element in property.Value.EnumerateArray())
            {
                if (Text(element, "sub_request_status") is not { } status)
                    continue;
                if (!IsSuccess(status))
                    return (element, hasGood);
                hasGood = true;
            }
        }

        return (null, hasGood);
    }

    private static bool IsError(string status) => status.Equals("ERROR", StringComparison.OrdinalIgnoreCase);

    private static bool IsSuccess(string status) => status.Equals("SUCCESS", StringComparison.OrdinalIgnoreCase);

    private static string? Text(JsonElement element, string name) =>
        element.ValueKind == JsonValueKind.Object && element.TryGetProperty(name, out JsonElement value) && value.ValueKind == JsonValueKind.String
            ? value.GetString()
            : null;
}
