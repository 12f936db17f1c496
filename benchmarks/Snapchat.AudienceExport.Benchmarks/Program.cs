using System.Runtime.CompilerServices;
using BenchmarkDotNet.Running;
using Snapchat.AudienceExport.Benchmarks.Configuration;
using Snapchat.AudienceExport.Benchmarks.Server;
using Snapchat.AudienceExport.Benchmarks.Throughput;

namespace Snapchat.AudienceExport.Benchmarks;

/// <summary><c>throughput</c> measures the targets; everything else goes to BenchmarkDotNet. The other words are what measurements start processes with.</summary>
internal static class Program
{
    public static Task<int> Main(string[] args) => args switch
    {
        [ColdStart.EmptyCommand] => Task.FromResult(0),
        [ColdStart.HashCommand] => Task.FromResult(ColdStart.Hash()),
        [DrainServerProcess.Command, var kind] => DrainServerProcess.RunAsync(kind),
        [ChildProgram.Command, var name, var server, var profiles] => ChildProgram.RunAsync(name, new Uri(server), profiles),
        [ThroughputCommand.Name, .. var options] => ThroughputCommand.RunAsync(options),
        _ => RunSuitesAsync(args),
    };

    // Not inlined: the short-lived processes shall not load what only this one needs.
    [MethodImpl(MethodImplOptions.NoInlining)]
    private static async Task<int> RunSuitesAsync(string[] args)
    {
        // The processes of the benchmarks inherit the address.
        await using DrainServerProcess server = await DrainServerProcess.StartAsync(ServerKind.Kestrel);
        Environment.SetEnvironmentVariable(IsaConfig.ServerVariable, server.Address.AbsoluteUri);
        BenchmarkSwitcher.FromAssembly(typeof(Program).Assembly).Run(args, new IsaConfig());
        return 0;
    }
}
