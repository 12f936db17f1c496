using Snapchat.AudienceExport.Benchmarks.Baselines;
using Snapchat.AudienceExport.Benchmarks.Data;
using Snapchat.AudienceExport.Hashing;
using Snapchat.AudienceExport.Hashing.Kernels;

namespace Snapchat.AudienceExport.Benchmarks.Throughput;

/// <summary>P1 to P4: normalizing and hashing on one core, in the lane of this process.</summary>
internal static class HashingMeasurement
{
    private const int Warmups = 3;
    private const int Rounds = 9;

    public static async Task<HashingResult> RunAsync(int count)
    {
        EmailColumn clean = CleanEmails.Generate(count);
        EmailColumn normalized = clean.Normalize();
        EmailColumn mixed = MixedEmails.Generate(count);
        string[] strings = clean.ToStrings();
        var digests = new Sha256Digest[count];
        var statuses = new IdentifierStatus[count];

        PairedRounds rounds = await PairedRounds.MeasureAsync(Warmups, Rounds,
            ("platform", Synchronous(() => PlatformHash.HashColumn(normalized.AsColumn(), digests))),
            ("compression", Synchronous(() => Compress(count))),
            ("column", Synchronous(() => EmailHasher.HashColumn(clean.AsColumn(), digests, statuses))),
            ("strings", Synchronous(() => EmailHasher.HashColumn(strings, digests, statuses))),
            ("mixed", Synchronous(() => EmailHasher.HashColumn(mixed.AsColumn(), digests, statuses))));
        double NanosecondsPerEmail(string name) => rounds.Median(name) * 1e6 / count;
        return new HashingResult(
            $"{ColumnKernel.Best.Name}, {Sha256Kernels.Best.Name}",
            count,
            clean.BytesPerEmail,
            NanosecondsPerEmail("platform"),
            NanosecondsPerEmail("compression"),
            NanosecondsPerEmail("column"),
            NanosecondsPerEmail("strings"),
            NanosecondsPerEmail("mixed"),
            rounds.Ratio("platform", "column"),
            rounds.Ratio("column", "compression"),
            rounds.Ratio("strings", "column"),
            rounds.Ratio("mixed", "column"));
    }

    // The kernel alone: the same few blocks again and again, from the nearest cache. Turning rows into lanes and back is part of the kernel.
    private static void Compress(int count)
    {
        Sha256Kernel kernel = Sha256Kernels.Best;
        Span<byte> messages = stackalloc byte[PaddedMessages.MaxLanes * PaddedMessages.BlockLength];
        for (int lane = 0; lane < PaddedMessages.MaxLanes; lane++)
            PaddedMessages.Pad(messages.Slice(lane * PaddedMessages.BlockLength, PaddedMessages.BlockLength), length: 28);
        Span<Sha256Digest> digests = stackalloc Sha256Digest[PaddedMessages.MaxLanes];
        for (int done = 0; done < count; done += kernel.Lanes)
            kernel.Hash(messages, 1, digests);
    }

    private static Func<Task> Synchronous(Action run) => () =>
    {
        run();
        return Task.CompletedTask;
    };
}
