namespace Snapchat.AudienceExport.Dashboard.Components.Runs;

/// <summary>Where a value stands in a chart of 480 by 160 units, whose zero line is at 140.</summary>
/// <param name="X">From the left.</param>
/// <param name="Y">From the top.</param>
/// <param name="Value">The value.</param>
internal sealed record ChartPoint(int X, int Y, long Value)
{
    private const int Left = 50;
    private const int Right = 465;
    private const int Top = 24;
    private const int Bottom = 140;

    /// <summary>Spreads values evenly from left to right, with zero at the bottom and the greatest at the top.</summary>
    public static IReadOnlyList<ChartPoint> Place(IReadOnlyList<long> values)
    {
        double greatest = Math.Max(1, values.DefaultIfEmpty().Max());
        return
        [
            .. values.Select((value, index) => new ChartPoint(
                values.Count == 1 ? Left : Left + (index * (Right - Left) / (values.Count - 1)),
                Bottom - (int)Math.Round(value / greatest * (Bottom - Top)),
                value)),
        ];
    }
}
