namespace Snapchat.AudienceExport.Upload;

/// <summary>Snapchat accepted a clear and did not carry it out in time, or may carry out another one.</summary>
internal sealed class ClearNotSettledException(string message) : AudienceExportException(message);
