using Snapchat.AudienceExport.Storage;
using Snapchat.AudienceExport.Testing.Conformance;

namespace Snapchat.AudienceExport.Testing;

/// <summary>What every <see cref="IAudienceExportStore"/> has to do, as cases to run in any test framework: one test per case, each with an empty store.</summary>
public static class StoreConformance
{
    /// <summary>Gets the cases.</summary>
    public static IReadOnlyList<ConformanceCase<IAudienceExportStore>> Cases { get; } =
    [
        .. ConnectionCases.All,
        .. AuthenticationCases.All,
        .. TokenCases.All,
        .. ExportCases.All,
        .. ExclusiveAudienceCases.All,
        .. RunCases.All,
        .. RunUpdateCases.All,
        .. LeaseCases.All,
        .. SettingCases.All,
        .. RateCases.All,
        .. HistoryCases.All,
        .. ConcurrentCallerCases.All,
    ];
}
