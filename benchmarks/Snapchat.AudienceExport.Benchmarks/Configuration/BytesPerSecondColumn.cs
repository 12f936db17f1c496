using System.Globalization;
using System.Reflection;
using BenchmarkDotNet.Columns;
using BenchmarkDotNet.Reports;
using BenchmarkDotNet.Running;

namespace Snapchat.AudienceExport.Benchmarks.Configuration;

/// <summary>The bytes that a suite counts, per second of the mean time.</summary>
internal sealed class BytesPerSecondColumn : IColumn
{
    public string Id => nameof(BytesPerSecondColumn);

    public string ColumnName => "GB/s";

    public string Legend => "10⁹ bytes per second; which bytes is said by the suite";

    public bool AlwaysShow => true;

    public ColumnCategory Category => ColumnCategory.Statistics;

    public int PriorityInCategory => 1;

    public bool IsNumeric => true;

    public UnitType UnitType => UnitType.Dimensionless;

    // Bytes per nanosecond are 10⁹ bytes per second.
    public string GetValue(Summary summary, BenchmarkCase benchmarkCase) => summary[benchmarkCase]?.ResultStatistics is { } statistics
        ? (BytesPerProfile(benchmarkCase) / statistics.Mean).ToString("0.000", CultureInfo.InvariantCulture)
        : "-";

    public string GetValue(Summary summary, BenchmarkCase benchmarkCase, SummaryStyle style) => GetValue(summary, benchmarkCase);

    public bool IsAvailable(Summary summary) => true;

    public bool IsDefault(Summary summary, BenchmarkCase benchmarkCase) => false;

    private static double BytesPerProfile(BenchmarkCase benchmarkCase) =>
        (double)benchmarkCase.Descriptor.Type.GetProperty(nameof(IProfileSuite.BytesPerProfile), BindingFlags.Public | BindingFlags.Static)!.GetValue(null)!;
}
