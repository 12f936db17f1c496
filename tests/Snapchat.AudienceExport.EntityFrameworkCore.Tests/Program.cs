using Microsoft.EntityFrameworkCore;
using Snapchat.AudienceExport.EntityFrameworkCore.Tests.Kill;
using Snapchat.AudienceExport.EntityFrameworkCore.Tests.TwoProcesses;
using Snapchat.AudienceExport.EntityFrameworkCore.Tests.Workers;

namespace Snapchat.AudienceExport.EntityFrameworkCore.Tests;

/// <summary>The test runner; or, told so, a process that gets killed, one that calls or writes beside another or the one that executes runs; or nothing, for the tool that makes migrations.</summary>
internal static class Program
{
    public static async Task<int> Main(string[] arguments)
    {
        if (EF.IsDesignTime)
            return 0;
        if (arguments is [KilledWriter.Command, ..])
            return await KilledWriter.RunAsync(arguments[1..], CancellationToken.None);
        if (arguments is [KilledMembershipWriter.Command, ..])
            return await KilledMembershipWriter.RunAsync(arguments[1..], CancellationToken.None);
        if (arguments is [MembershipProcess.Command, ..])
            return await MembershipProcess.RunAsync(arguments[1..], CancellationToken.None);
        if (arguments is [CallingProcess.Command, ..])
            return await CallingProcess.RunAsync(arguments[1..], CancellationToken.None);
        if (arguments is [WorkerProcess.Command, ..])
            return await WorkerProcess.RunAsync(arguments[1..], CancellationToken.None);
        if (arguments.Contains("-automated", StringComparer.Ordinal) || arguments.Contains("@@", StringComparer.Ordinal))
            return await Xunit.Runner.InProc.SystemConsole.ConsoleRunner.Run(arguments);
        return await Xunit.MicrosoftTestingPlatform.TestPlatformTestFramework.RunAsync(arguments, SelfRegisteredExtensions.AddSelfRegisteredExtensions);
    }
}
