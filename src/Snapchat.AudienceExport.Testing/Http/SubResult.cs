using System.Text.Json.Nodes;

namespace Snapchat.AudienceExport.Testing.Http;

/// <summary>The outcome of one part of a request: an entity, or an error.</summary>
internal readonly record struct SubResult(JsonObject? Entity, string? Error)
{
    public bool Succeeded => Error is null;

    public static SubResult Success(JsonObject entity) => new(entity, null);

    public static SubResult Failure(string code, string message) => new(null, $"Error code: {code}, message: {message}");

    public static SubResult NotAllowed(string context) => Failure("E2002", $"Property value is not allowed : [{context}]");

    public static SubResult DoesNotExist() => Failure("E3004", "Entity does not exist or you do not have permission to access it");
}
