using Snapchat.AudienceExport.Testing;

namespace Snapchat.AudienceExport.Chaos.Tests.Engines;

/// <summary>What a process of the engine is started with.</summary>
internal sealed record EngineSettings
{
    public required Uri Snapchat { get; init; }

    public required string ClientId { get; init; }

    public required string ClientSecret { get; init; }

    public required string RefreshToken { get; init; }

    public required string Folder { get; init; }

    /// <summary>Gets whether the state is in a SQLite database in the folder; else in files of its own.</summary>
    public bool IsInDatabase { get; init; }

    public int Concurrency { get; init; } = 1;

    public double MaxRemovalShare { get; init; } = 1;

    public int BatchSize { get; init; } = 7;

    /// <summary>Gets how much memory collecting may take, in bytes; null for as much as usual.</summary>
    public long? MemoryBudget { get; init; }

    /// <summary>Gets where it spills to; null for where it usually does.</summary>
    public string? SpillFolder { get; init; }

    public static EngineSettings For(SnapchatSimulator simulator, string folder) => new()
    {
        Snapchat = simulator.BaseAddress,
        ClientId = simulator.ClientId,
        ClientSecret = simulator.ClientSecret.Reveal(),
        RefreshToken = simulator.RefreshToken.Reveal(),
        Folder = folder,
    };

    public void Apply(SnapchatAudienceExportOptions options)
    {
        options.ApiBaseAddress = options.AccountsBaseAddress = Snapchat;
        (options.ClientId, options.ClientSecret, options.RefreshToken) = (ClientId, new SnapchatSecret(ClientSecret), new SnapchatSecret(RefreshToken));
        options.AcceptDataUse = true;
        options.MaxRequestsPerSecondPerApp = options.MaxRequestsPerSecondPerConnection = 100_000;
        options.MaxIdentifiersPerRequest = BatchSize;
        options.MaxConcurrentUploads = Concurrency;
        options.MaxRemovalShare = MaxRemovalShare;

        options.CollectingMemoryBudget = MemoryBudget ?? options.CollectingMemoryBudget;
        options.CollectingFolder = SpillFolder;

        // Pauses are over at once on the tests' clock; what is longer than them never comes.
        options.MinRetryDelay = TimeSpan.FromMilliseconds(1);
        options.MaxRetryDelay = TimeSpan.FromMilliseconds(20);
        options.AttemptTimeout = TimeSpan.FromMinutes(45);
        options.CallDeadline = options.UploadDeadline = TimeSpan.FromHours(1);
    }
}
