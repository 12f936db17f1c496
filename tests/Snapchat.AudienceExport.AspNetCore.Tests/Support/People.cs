namespace Snapchat.AudienceExport.AspNetCore.Tests.Support;

/// <summary>The customers of the tests.</summary>
internal static class People
{
    public const string Segment = "buyers";

    public static string[] Emails { get; } = [Canaries.Email, "b@example.com", "c@example.com", "not an address"];

    public static ISegmentSource Source { get; } = SegmentSource.FromEnumerable<string>(
        new Dictionary<SegmentId, IEnumerable<string>> { [SegmentId.Parse(Segment)] = Emails },
        new Dictionary<string, Func<string, string?>>(StringComparer.Ordinal) { ["email"] = static email => email });
}
