using Snapchat.AudienceExport.Chaos.Tests.Processes;

namespace Snapchat.AudienceExport.Chaos.Tests;

/// <summary>The test runner; or, told so, a process that gets killed.</summary>
internal static class Program
{
    public static async Task<int> Main(string[] arguments)
    {
        if (arguments is [EngineChild.Command])
            return await EngineChild.RunAsync(CancellationToken.None);
        if (arguments.Contains("-automated", StringComparer.Ordinal) || arguments.Contains("@@", StringComparer.Ordinal))
            return await Xunit.Runner.InProc.SystemConsole.ConsoleRunner.Run(arguments);
        return await Xunit.MicrosoftTestingPlatform.TestPlatformTestFramework.RunAsync(arguments, SelfRegisteredExtensions.AddSelfRegisteredExtensions);
    }
}
