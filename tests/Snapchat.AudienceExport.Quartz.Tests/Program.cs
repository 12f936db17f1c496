using Snapchat.AudienceExport.Quartz.Tests.Cluster;

namespace Snapchat.AudienceExport.Quartz.Tests;

/// <summary>The test runner; or, told so, one of several workers, what happens to several of them, or a measurement of many schedules.</summary>
internal static class Program
{
    public static async Task<int> Main(string[] arguments)
    {
        if (arguments is [ClusterWorker.Command, ..])
            return await ClusterWorker.RunAsync(arguments[1..], CancellationToken.None);
        if (arguments is [ClusterStories.Command, ..])
            return await ClusterStories.RunAsync(arguments is [_, "small"] ? StorySize.Small : StorySize.Full, CancellationToken.None);
        if (arguments is [ScheduleMeasurement.Command, ..])
            return await ScheduleMeasurement.RunAsync(CancellationToken.None);
        if (arguments.Contains("-automated", StringComparer.Ordinal) || arguments.Contains("@@", StringComparer.Ordinal))
            return await Xunit.Runner.InProc.SystemConsole.ConsoleRunner.Run(arguments);
        return await Xunit.MicrosoftTestingPlatform.TestPlatformTestFramework.RunAsync(arguments, SelfRegisteredExtensions.AddSelfRegisteredExtensions);
    }
}
