namespace Snapchat.AudienceExport.Membership;

/// <summary>How long after it was sent an attempt without an answer may still take effect. Snapchat does not say; these are assumptions.</summary>
/// <param name="Request">For additions and removals.</param>
/// <param name="Clear">For a clear, which Snapchat works off by and by.</param>
internal readonly record struct Lateness(TimeSpan Request, TimeSpan Clear)
{
    public static Lateness Of(SnapchatAudienceExportOptions options) => new(options.RequestLateness, options.ClearLateness);
}
