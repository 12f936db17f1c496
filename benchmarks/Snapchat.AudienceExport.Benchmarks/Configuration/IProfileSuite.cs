namespace Snapchat.AudienceExport.Benchmarks.Configuration;

/// <summary>A suite whose benchmarks count one operation per profile.</summary>
internal interface IProfileSuite
{
    /// <summary>The bytes per profile that its throughput is counted in.</summary>
    static abstract double BytesPerProfile { get; }
}
