namespace Snapchat.AudienceExport.Http;

/// <summary>Marks an endpoint that takes an <see cref="IfMatch"/>, for the OpenAPI document.</summary>
internal sealed class IfMatchRequired;
