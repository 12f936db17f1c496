using System.Runtime.CompilerServices;

namespace Snapchat.AudienceExport.Testing.Tests;

/// <summary>The suite finds what is wrong with a source, and says so without its values.</summary>
public sealed class SegmentSourceConformanceTests
{
    private const string Canary = "canary";

    private static readonly SegmentId Vip = SegmentId.Parse("vip");

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public async Task SoundSourceConforms()
    {
        foreach (ConformanceCase<ISegmentSource> one in SegmentSourceConformance.Cases)
            await one.RunAsync(new FlawedSource(), Token);
    }

    [Fact]
    public Task SourceThatAnswersMoreThanItWasAskedForIsFound() => AssertBrokenAsync("Unknown segments are left out of the answer", new FlawedSource { AnswersAllSegments = true });

    [Fact]
    public Task WrongCountIsFound() => AssertBrokenAsync("A member count is the number of members that are read", new FlawedSource { DeclaredCount = 7 });

    [Fact]
    public Task ColumnsInTheSourcesOwnOrderAreFound() => AssertBrokenAsync("Columns are the fields asked for, in their order", new FlawedSource { KeepsItsOwnOrder = true });

    [Theory]
    [InlineData("Reading an unknown segment is an error, not an empty segment")]
    [InlineData("Reading an unknown field is an error, not an empty column")]
    [InlineData("Fields of an unknown segment are an error")]
    public Task SourceThatIsSilentOnWhatItDoesNotHaveIsFound(string name) => AssertBrokenAsync(name, new FlawedSource { IsSilent = true });

    [Fact]
    public Task CanceledReadThatEndsAsIfItWereWholeIsFound() =>
        AssertBrokenAsync("A read that is canceled on its way is a cancellation, or the whole segment", new FlawedSource { EndsWhenCanceled = true });

    [Fact]
    public Task SourceThatForgetsItsMembersIsFound() => AssertBrokenAsync("Reading again gives the same members", new FlawedSource { Drifts = true });

    private static async Task AssertBrokenAsync(string name, FlawedSource source)
    {
        var exception = await Assert.ThrowsAsync<ConformanceException>(() => SegmentSourceConformance.Cases.Single(one => one.Name == name).RunAsync(source, Token));

        Assert.DoesNotContain(Canary, exception.Message, StringComparison.Ordinal);
    }

    /// <summary>A sound source of two fields and 10,000 members, with one flaw on demand.</summary>
    private sealed class FlawedSource : ISegmentSource
    {
        private const int Members = 10_000;

        private static readonly string[] Fields = ["email", "phone"];

        private int _reads;

        public bool AnswersAllSegments { get; init; }

        public bool KeepsItsOwnOrder { get; init; }

        public bool IsSilent { get; init; }

        public bool EndsWhenCanceled { get; init; }

        public bool Drifts { get; init; }

        public long? DeclaredCount { get; init; } = Members;

        public async IAsyncEnumerable<SegmentInfo> GetSegmentsAsync(SegmentQuery query, [EnumeratorCancellation] CancellationToken cancellationToken = default)
        {
            cancellationToken.ThrowIfCancellationRequested();
            if (AnswersAllSegments || query.Includes(Vip))
                yield return new SegmentInfo(Vip, "VIP") { MemberCount = DeclaredCount };
        }

        public Task<IReadOnlyList<ProfileField>> GetProfileFieldsAsync(ProfileFieldQuery query, CancellationToken cancellationToken = default)
        {
            Require(query.Segment ?? Vip);
            return Task.FromResult<IReadOnlyList<ProfileField>>([.. Fields.Select(static name => ProfileField.Describe(name))]);
        }

        public async IAsyncEnumerable<ProfileChunk> ReadAsync(SegmentReadRequest request, [EnumeratorCancellation] CancellationToken cancellationToken = default)
        {
            Require(request.Segment);
            int[] positions = IsSilent ? [.. request.Fields.Select(static _ => 0)] : request.FindFields(Fields);
            if (KeepsItsOwnOrder)
                Array.Sort(positions);
            string drift = Drifts ? $"{_reads++}" : "";
            using var builder = new ProfileChunkBuilder(positions.Length);
            for (int row = 0; row < Members; row++)
            {
                if (cancellationToken.IsCancellationRequested && EndsWhenCanceled)
                    yield break;
                cancellationToken.ThrowIfCancellationRequested();
                for (int field = 0; field < positions.Length; field++)
                    builder.Append(field, $"{Canary}{row}{Fields[positions[field]]}{drift}");
                builder.EndRow();
                if (builder.IsFull)
                    yield return builder.Build();
            }

            if (builder.Count > 0)
                yield return builder.Build();
        }

        private void Require(SegmentId segment)
        {
            if (segment != Vip && !IsSilent)
                throw new SegmentSourceException($"There is no segment '{segment}'; there is 'vip'.");
        }
    }
}
