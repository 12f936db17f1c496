namespace Snapchat.AudienceExport.Testing.Http;

/// <summary>The connection was cut while the request was being handled: there is nobody to answer.</summary>
internal sealed class RequestAbandonedException : Exception;
