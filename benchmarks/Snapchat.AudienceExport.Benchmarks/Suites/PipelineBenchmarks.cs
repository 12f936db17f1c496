using BenchmarkDotNet.Attributes;
using Snapchat.AudienceExport.Benchmarks.Baselines;
using Snapchat.AudienceExport.Benchmarks.Configuration;
using Snapchat.AudienceExport.Benchmarks.Data;

namespace Snapchat.AudienceExport.Benchmarks.Suites;

/// <summary>Whole exports to a draining server in another process. GB/s counts the addresses as they were entered.</summary>
public class PipelineBenchmarks : IProfileSuite, IAsyncDisposable
{
    private const int Count = 500_000;

    private Engine _engine = null!;
    private HttpClient _http = null!;
    private ColumnSource _source = null!;
    private PrebuiltBodies _floor = null!;
    private IdiomaticExporter _idiomatic = null!;
    private string[] _strings = [];

    public static double BytesPerProfile { get; } = CleanEmails.Generate(Count).BytesPerEmail;

    [GlobalSetup]
    public void Setup()
    {
        Lane.Verify();
        var server = new Uri(Environment.GetEnvironmentVariable(IsaConfig.ServerVariable)!);
        EmailColumn emails = CleanEmails.Generate(Count);
        _strings = emails.ToStrings();
        _source = new ColumnSource(emails);
        _engine = new Engine(server);
        _http = LoopbackClient.Create(server);
        _floor = new PrebuiltBodies(_http, Engine.Audience, Count);
        _idiomatic = new IdiomaticExporter(_http);
    }

    [GlobalCleanup]
    public async ValueTask DisposeAsync()
    {
        GC.SuppressFinalize(this);
        _http.Dispose();
        await _engine.DisposeAsync();
    }

    [Benchmark(Description = "Prebuilt bodies: the floor", OperationsPerInvoke = Count)]
    public Task Floor() => _floor.PostAsync();

    [Benchmark(Description = "The idiomatic exporter", OperationsPerInvoke = Count)]
    public Task<long> Idiomatic() => _idiomatic.ExportAsync(_strings, Engine.Audience);

    [Benchmark(Description = "The engine", OperationsPerInvoke = Count)]
    public Task Export() => _engine.ExportAsync(_source);
}
