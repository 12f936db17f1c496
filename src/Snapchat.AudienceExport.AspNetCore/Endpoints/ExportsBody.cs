namespace Snapchat.AudienceExport.Endpoints;

/// <summary>The exports that something is done with: at least one.</summary>
internal sealed record ExportsBody(IReadOnlyList<ExportId> Exports);
