namespace Snapchat.AudienceExport.Storage;

/// <summary>What the list of exports shows of an export's runs.</summary>
/// <param name="Export">The export.</param>
/// <param name="Latest">Its latest run, without <see cref="RunRecord.Report"/>.</param>
/// <param name="RefreshedAt">When its last successful run ended, or null.</param>
public sealed record LatestRuns(ExportId Export, RunRecord Latest, DateTimeOffset? RefreshedAt);
