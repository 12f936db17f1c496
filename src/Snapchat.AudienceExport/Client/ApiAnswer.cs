using System.Net;
using System.Text.Json;
using System.Text.Json.Serialization.Metadata;
using Snapchat.AudienceExport.Client.Wire;

namespace Snapchat.AudienceExport.Client;

/// <summary>An answer in which neither HTTP nor Snapchat reports a failure.</summary>
internal sealed class ApiAnswer(ApiCall call, HttpStatusCode statusCode, AnswerStatus status, byte[] body)
{
    public string? RequestId => status.RequestId;

    /// <summary>Checks that Snapchat itself says that the call succeeded, for calls whose answer holds nothing else of use.</summary>
    public void RequireSuccess()
    {
        if (status.Succeeded is not true && statusCode != HttpStatusCode.NoContent)
            throw Unexpected("success status");
    }

    public T Read<T>(JsonTypeInfo<T> type)
        where T : class
    {
        try
        {
            return JsonSerializer.Deserialize(body, type) ?? throw Unexpected("readable JSON");
        }
        catch (JsonException)
        {
            // Its message quotes the body.
            throw Unexpected("readable JSON");
        }
    }

    public SnapchatApiException Unexpected(string missing) => ApiErrors.Unexpected(call, statusCode, status, missing);
}
