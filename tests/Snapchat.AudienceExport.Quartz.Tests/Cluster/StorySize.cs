using System.Globalization;

namespace Snapchat.AudienceExport.Quartz.Tests.Cluster;

/// <summary>How large a story is.</summary>
/// <param name="Exports">How many exports are due at once.</param>
/// <param name="People">How many people are in each.</param>
/// <param name="PerRequest">How many are sent in a request.</param>
/// <param name="RunsPerWorker">How many runs a worker executes at once: few enough that every worker has some.</param>
internal sealed record StorySize(int Exports, int People, int PerRequest, int RunsPerWorker)
{
    /// <summary>Gets what runs among the tests.</summary>
    public static StorySize Small { get; } = new(9, 2000, 100, 2)
    {
        Jitter = TimeSpan.FromSeconds(1),
    };

    /// <summary>Gets the whole thing; with fewer exports by this variable, where a machine is slow.</summary>
    public static StorySize Full { get; } = new(int.Parse(Environment.GetEnvironmentVariable("AUDIENCE_EXPORT_CLUSTER_EXPORTS") ?? "30", CultureInfo.InvariantCulture), 50_000, 1000, 4);

    /// <summary>Gets by how much requests may come closer together on their way than they were sent: where other tests keep the machine busy, some wait for the processor and arrive with later ones.</summary>
    public TimeSpan Jitter { get; init; }

    /// <summary>Gets how many requests all exports take together.</summary>
    public int Requests => Exports * (People / PerRequest);
}
