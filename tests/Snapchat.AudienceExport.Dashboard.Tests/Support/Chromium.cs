namespace Snapchat.AudienceExport.Dashboard.Tests.Support;

/// <summary>The browser of the tests: the one of the distribution, so that none is downloaded.</summary>
internal static class Chromium
{
    public static string Path { get; } = Environment.GetEnvironmentVariable("CHROMIUM_PATH") ?? "/usr/bin/chromium";
}
