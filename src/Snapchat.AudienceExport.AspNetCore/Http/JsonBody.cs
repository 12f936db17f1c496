using System.Buffers;
using System.Reflection;
using System.Text.Json;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Metadata;

namespace Snapchat.AudienceExport.Http;

/// <summary>The body of a request, in the JSON of <see cref="WireJson"/> whatever that of the application is.</summary>
internal sealed class JsonBody<T>(T value) : IBindableFromHttpContext<JsonBody<T>>, IEndpointParameterMetadataProvider
    where T : class
{
    public T Value { get; } = value;

    public static async ValueTask<JsonBody<T>?> BindAsync(HttpContext context, ParameterInfo parameter)
    {
        if (IsOptional(parameter) && context.Request.ContentLength is null or 0 && context.Request.ContentType is null)
            return null;
        if (!context.Request.HasJsonContentType())
            throw new BadHttpRequestException("Not JSON.", StatusCodes.Status415UnsupportedMediaType);

        int limit = context.GetEndpoint()?.Metadata.GetMetadata<BodyLimit>()?.Bytes ?? throw new InvalidOperationException("The endpoint has no limit for its body.");
        byte[] buffer = ArrayPool<byte>.Shared.Rent(limit + 1);
        try
        {
            int length = await context.Request.Body.ReadAtLeastAsync(buffer.AsMemory(0, limit + 1), limit + 1, throwOnEndOfStream: false, context.RequestAborted).ConfigureAwait(false);
            if (length > limit)
                throw new RefusedRequestException(StatusCodes.Status413PayloadTooLarge, "too-large", $"The body is larger than {limit} bytes; send less.");
            return new JsonBody<T>(Parse(buffer.AsSpan(0, length)));
        }
        finally
        {
            // It may have held a token.
            ArrayPool<byte>.Shared.Return(buffer, clearArray: true);
        }
    }

    public static void PopulateMetadata(ParameterInfo parameter, EndpointBuilder builder)
    {
        ArgumentNullException.ThrowIfNull(builder);

        // Without a media type, or else routing would answer another one by itself, and say nothing of what to send.
        builder.Metadata.Add(new AcceptsMetadata([], typeof(T), IsOptional(parameter)));
        builder.Metadata.Add(EndpointDescriptions.Problem(StatusCodes.Status413PayloadTooLarge));
        builder.Metadata.Add(EndpointDescriptions.Problem(StatusCodes.Status415UnsupportedMediaType));
    }

    private static bool IsOptional(ParameterInfo parameter) => new NullabilityInfoContext().Create(parameter).WriteState == NullabilityState.Nullable;

    private static T Parse(ReadOnlySpan<byte> utf8)
    {
        try
        {
            RefuseEmptyItems(utf8);
            return JsonSerializer.Deserialize<T>(utf8, WireJson.Options) ?? throw new JsonException("The body is null.");
        }
        catch (JsonException exception)
        {
            // The place, and not the path: a path repeats what the caller has written.
            throw new RefusedRequestException(
                StatusCodes.Status400BadRequest,
                "malformed",
                $"The body is not the JSON that this endpoint takes (line {exception.LineNumber + 1 ?? 1}, byte {exception.BytePositionInLine + 1 ?? 1}); compare it with the OpenAPI document.");
        }
    }

    /// <summary>No list of any body has items that may be null, and the serializer, which knows that of properties, does not know it of items.</summary>
    private static void RefuseEmptyItems(ReadOnlySpan<byte> utf8)
    {
        Utf8JsonReader reader = new(utf8);
        for (JsonTokenType before = JsonTokenType.None; reader.Read(); before = reader.TokenType)
        {
            if (reader.TokenType == JsonTokenType.Null && before != JsonTokenType.PropertyName)
                throw new JsonException("An item is null.", path: null, lineNumber: null, reader.TokenStartIndex);
        }
    }
}
