using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;
using BenchmarkDotNet.Environments;
using Snapchat.AudienceExport.Benchmarks.Server;

namespace Snapchat.AudienceExport.Benchmarks.Throughput;

/// <summary>Takes all measurements one after another, each in a process of its own.</summary>
internal static class Measurements
{
    private const string Avx512Switch = "DOTNET_EnableAVX512";
    private const int Growth = 10;
    private const int FreshRounds = 5;
    private const int ColdWarmups = 2;
    private const int ColdRounds = 15;

    public static async Task<ThroughputReport> TakeAsync(int profiles, Action<string> say)
    {
        await using DrainServerProcess server = await DrainServerProcess.StartAsync(ServerKind.Kestrel);
        await using DrainServerProcess sockets = await DrainServerProcess.StartAsync(ServerKind.Sockets);
        return new ThroughputReport
        {
            Machine = [.. HostEnvironmentInfo.GetCurrent().ToFormattedString(), RuntimeInformation.FrameworkDescription],
            Profiles = profiles,
            Hashing = await MeasureAsync<HashingResult>("Hashing", ChildProgram.Hashing, server),
            HashingWithoutAvx512 = Vector512.IsHardwareAccelerated ? await MeasureAsync<HashingResult>("Hashing without AVX-512", ChildProgram.Hashing, server, Avx512Switch) : null,
            Export = await MeasureAsync<ExportResult>("Exporting in a warm process", ChildProgram.Export, server),
            ExportToSockets = await MeasureAsync<ExportResult>("Exporting to the cheapest server", ChildProgram.Export, sockets),
            Files = await MeasureAsync<FileResult>("Exporting files", ChildProgram.Files, server),
            FileMemoryBytes = await MeasureAsync<long>("Counting the memory of a Parquet export", ChildProgram.FileMemory, server),
            LargeFileMemoryBytes = await MeasureLargeAsync(),
            Store = await MeasureAsync<StoreResult>("Exporting with the file store", ChildProgram.Store, server),
            Fresh = await MeasureFreshAsync(),
            Allocation = await MeasureAsync<AllocationResult>("Counting allocations", ChildProgram.Allocation, server),
            ColdStart = await MeasureColdStartAsync(),
            AotBytes = await MeasureAotAsync(),
        };

        Task<T> MeasureAsync<T>(string title, string name, DrainServerProcess to, params string[] switches)
        {
            say($"{title} …");
            return ChildProcess.MeasureAsync<T>(name, to.Address, profiles, switches);
        }

        Task<long> MeasureLargeAsync()
        {
            say("Counting the memory of a ten times larger one …");
            return ChildProcess.MeasureAsync<long>(ChildProgram.FileMemory, server.Address, Growth * profiles);
        }

        async Task<FreshResult> MeasureFreshAsync()
        {
            var floors = new List<double>();
            var engines = new List<FreshRun>();
            for (int round = 1; round <= FreshRounds; round++)
            {
                floors.Add(await MeasureAsync<double>($"The floor in fresh process {round}", ChildProgram.FreshFloor, server));
                engines.Add(await MeasureAsync<FreshRun>($"The engine in fresh process {round}", ChildProgram.FreshEngine, server));
            }

            return FreshResult.Of(floors, engines);
        }

        async Task<ColdStartResult> MeasureColdStartAsync()
        {
            say("Starting cold …");
            PairedRounds rounds = await PairedRounds.MeasureAsync(
                ColdWarmups,
                ColdRounds,
                ("empty", () => ChildProcess.RunAsync(ColdStart.EmptyCommand)),
                ("hash", () => ChildProcess.RunAsync(ColdStart.HashCommand)));
            return new ColdStartResult(rounds.Median("empty"), rounds.Median("hash"), rounds.Difference("hash", "empty"));
        }

        Task<long?> MeasureAotAsync()
        {
            say("Compiling ahead of time …");
            return AotProgram.MeasureAsync(server.Address);
        }
    }
}
