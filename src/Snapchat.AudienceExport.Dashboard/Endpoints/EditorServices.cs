using Snapchat.AudienceExport.Dashboard.Http;

namespace Snapchat.AudienceExport.Dashboard.Endpoints;

/// <summary>What the editor works with.</summary>
/// <param name="Page">The page.</param>
/// <param name="Connections">The connections.</param>
/// <param name="Exports">The exports.</param>
/// <param name="Runner">Starts runs.</param>
internal sealed record EditorServices(PageScope Page, IConnectionRegistry Connections, IExportRegistry Exports, IExportRunner Runner);
