using System.Buffers;
using System.Text.Json;
using BenchmarkDotNet.Attributes;
using Snapchat.AudienceExport.Benchmarks.Configuration;
using Snapchat.AudienceExport.Benchmarks.Data;
using Snapchat.AudienceExport.Client.Wire;

namespace Snapchat.AudienceExport.Benchmarks.Suites;

/// <summary>From digests to the rows of a request body. GB/s counts the bytes of the body.</summary>
public class SerializationBenchmarks : IProfileSuite
{
    private const int Count = 100_000;

    private readonly byte[] _body = new byte[Count * DigestRows.RowLength];
    private readonly ArrayBufferWriter<byte> _writer = new(Count * DigestRows.RowLength);
    private Sha256Digest[] _digests = [];

    public static double BytesPerProfile => DigestRows.RowLength;

    [GlobalSetup]
    public void Setup()
    {
        Lane.Verify();
        _digests = Digests.Generate(Count);
    }

    [Benchmark(Description = "JsonSerializer over hex strings", OperationsPerInvoke = Count)]
    public int Idiomatic() => JsonSerializer.SerializeToUtf8Bytes(Array.ConvertAll(_digests, static string[] (digest) => [digest.ToString()])).Length;

    [Benchmark(Description = "Utf8JsonWriter over hex in UTF-8", OperationsPerInvoke = Count)]
    public long Writer()
    {
        _writer.ResetWrittenCount();
        using var json = new Utf8JsonWriter(_writer, new JsonWriterOptions { SkipValidation = true });
        Span<byte> digits = stackalloc byte[Sha256Digest.HexLength];
        json.WriteStartArray();
        foreach (Sha256Digest digest in _digests)
        {
            digest.TryFormat(digits, out _);
            json.WriteStartArray();
            json.WriteStringValue(digits);
            json.WriteEndArray();
        }

        json.WriteEndArray();
        json.Flush();
        return json.BytesCommitted;
    }

    [Benchmark(Description = "DigestRows", OperationsPerInvoke = Count)]
    public int Rows() => DigestRows.Write(_digests, _body);
}
