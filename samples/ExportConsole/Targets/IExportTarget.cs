using Snapchat.AudienceExport;

namespace ExportConsole.Targets;

/// <summary>The Snapchat that a run exports to.</summary>
internal interface IExportTarget : IAsyncDisposable
{
    /// <summary>The audience to export to.</summary>
    AudienceId Audience { get; }

    /// <summary>Fills in addresses and credentials.</summary>
    void Configure(SnapchatAudienceExportOptions options);
}
