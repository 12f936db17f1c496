using System.Runtime.CompilerServices;
using Snapchat.AudienceExport.Membership;

namespace Snapchat.AudienceExport.Tests.Membership;

public sealed class GuardedSourceTests
{
    private const string Canary = "canary.person@example.com";

    private static readonly SegmentReadRequest Request = new(SegmentId.Parse("vip"), ["email"]);

    public static TheoryData<FaultySource.Moment, bool> Failures
    {
        get
        {
            var data = new TheoryData<FaultySource.Moment, bool>();
            foreach (FaultySource.Moment moment in Enum.GetValues<FaultySource.Moment>())
            {
                data.Add(moment, false);
                data.Add(moment, true);
            }

            return data;
        }
    }

    [Theory]
    [MemberData(nameof(Failures))]
    public async Task ReadAsync_WhenTheSourceFails_KeepsNothingOfItsExceptionButTheType(FaultySource.Moment moment, bool cancellation)
    {
        Exception thrown = cancellation
            ? new OperationCanceledException(Canary, new InvalidDataException(Canary))
            : new InvalidDataException(Canary, new FormatException(Canary)) { Data = { ["row"] = Canary }, HelpLink = Canary, Source = Canary };
        var guarded = new GuardedSource(new FaultySource(moment, thrown), includeSourceExceptions: false);

        SegmentReadException exception = await Assert.ThrowsAsync<SegmentReadException>(() => ReadAllAsync(guarded, CancellationToken.None));

        Assert.Equal(thrown.GetType().FullName, exception.SourceExceptionType);
        Assert.Equal(Request.Segment, exception.Segment);
        Assert.Equal(moment is FaultySource.Moment.Opening or FaultySource.Moment.Enumerating ? 0 : 1, exception.Chunk);
        Assert.Null(exception.InnerException);
        Assert.DoesNotContain(Canary, exception.ToString(), StringComparison.Ordinal);
        Assert.Contains(thrown.GetType().FullName!, exception.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task GetSegmentsAsync_WhenTheSourceFails_SaysThatSegmentsCouldNotBeListed()
    {
        var guarded = new GuardedSource(new FaultySource(FaultySource.Moment.Opening, new TimeoutException(Canary)), includeSourceExceptions: false);

        SegmentReadException exception = await Assert.ThrowsAsync<SegmentReadException>(async () =>
        {
            await foreach (SegmentInfo segment in guarded.GetSegmentsAsync(new SegmentQuery(), CancellationToken.None))
                Assert.NotNull(segment);
        });

        Assert.Null(exception.Segment);
        Assert.Contains("could not be listed", exception.Message, StringComparison.Ordinal);
        Assert.DoesNotContain(Canary, exception.ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task ReadAsync_WhenAskedTo_CarriesTheSourcesException()
    {
        var thrown = new InvalidDataException(Canary);
        var guarded = new GuardedSource(new FaultySource(FaultySource.Moment.Moving, thrown), includeSourceExceptions: true);

        SegmentReadException exception = await Assert.ThrowsAsync<SegmentReadException>(() => ReadAllAsync(guarded, CancellationToken.None));

        Assert.Same(thrown, exception.InnerException);
        Assert.DoesNotContain(Canary, exception.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task ReadAsync_WhenCanceled_IsACancellationWithoutTheSourcesWords()
    {
        using var cancellation = new CancellationTokenSource();
        await cancellation.CancelAsync();
        var guarded = new GuardedSource(new FaultySource(FaultySource.Moment.Moving, new InvalidDataException(Canary)), includeSourceExceptions: true);

        OperationCanceledException exception = await Assert.ThrowsAsync<OperationCanceledException>(() => ReadAllAsync(guarded, cancellation.Token));

        Assert.DoesNotContain(Canary, exception.ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task ReadAsync_LetsOurOwnExceptionsThrough()
    {
        var own = new AudienceExportValidationException("Fields", "The field 'mail' does not exist; choose email.");
        var guarded = new GuardedSource(new FaultySource(FaultySource.Moment.Moving, own), includeSourceExceptions: false);

        Assert.Same(own, await Assert.ThrowsAsync<AudienceExportValidationException>(() => ReadAllAsync(guarded, CancellationToken.None)));
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task ReadAsync_WhenTheSourceSaysWhy_PassesItsWordsOn(bool includeSourceExceptions)
    {
        var cause = new InvalidDataException(Canary);
        var reason = new SegmentSourceException("The file of segment 'vip' is missing; put it there.", cause) { Data = { ["row"] = Canary } };
        var guarded = new GuardedSource(new FaultySource(FaultySource.Moment.Moving, reason), includeSourceExceptions);

        SegmentReadException exception = await Assert.ThrowsAsync<SegmentReadException>(() => ReadAllAsync(guarded, CancellationToken.None));

        Assert.Equal("The file of segment 'vip' is missing; put it there. Nothing was sent.", exception.Message);
        Assert.Same(includeSourceExceptions ? cause : null, exception.InnerException);
        Assert.Equal((Request.Segment, 1, typeof(SegmentSourceException).FullName), (exception.Segment, exception.Chunk, exception.SourceExceptionType));
        Assert.DoesNotContain(Canary, reason.ToString(), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task GetProfileFieldsAsync_WhenTheSourceFails_SaysThatFieldsCouldNotBeListed(bool includeSourceExceptions)
    {
        var cause = new TimeoutException(Canary);
        SegmentReadException foreign = await FieldsFailAsync(cause), own = await FieldsFailAsync(new SegmentSourceException("Its file 'vip.parquet' is missing; put it there.", cause));

        Assert.StartsWith("The profile fields could not be listed: the source failed with System.TimeoutException.", foreign.Message, StringComparison.Ordinal);
        Assert.Equal("Its file 'vip.parquet' is missing; put it there.", own.Message);
        Assert.All([foreign, own], exception => Assert.Same(includeSourceExceptions ? cause : null, exception.InnerException));
        Assert.All([foreign.Message, own.Message], message => Assert.DoesNotContain(Canary, message, StringComparison.Ordinal));

        Task<SegmentReadException> FieldsFailAsync(Exception exception) => Assert.ThrowsAsync<SegmentReadException>(() =>
            new GuardedSource(new FaultySource(FaultySource.Moment.Opening, exception), includeSourceExceptions).GetProfileFieldsAsync(new ProfileFieldQuery(), CancellationToken.None));
    }

    [Fact]
    public async Task GetProfileFieldsAsync_WhileBeingCanceled_IsCanceled()
    {
        var guarded = new GuardedSource(new FaultySource(FaultySource.Moment.Opening, new TimeoutException(Canary)), includeSourceExceptions: false);

        OperationCanceledException exception = await Assert.ThrowsAsync<OperationCanceledException>(() => guarded.GetProfileFieldsAsync(new ProfileFieldQuery(), new CancellationToken(canceled: true)));

        Assert.DoesNotContain(Canary, exception.ToString(), StringComparison.Ordinal);
    }

    private static async Task ReadAllAsync(GuardedSource source, CancellationToken cancellationToken)
    {
        await foreach (ProfileChunk chunk in source.ReadAsync(Request, cancellationToken))
            chunk.Dispose();
    }

    /// <summary>Gives one chunk, and fails at the moment asked for.</summary>
    public sealed class FaultySource(FaultySource.Moment moment, Exception exception) : ISegmentSource
    {
        public enum Moment
        {
            Opening,
            Enumerating,
            Moving,
            Disposing,
        }

        public IAsyncEnumerable<SegmentInfo> GetSegmentsAsync(SegmentQuery query, CancellationToken cancellationToken = default) => throw exception;

        public Task<IReadOnlyList<ProfileField>> GetProfileFieldsAsync(ProfileFieldQuery query, CancellationToken cancellationToken = default) => throw exception;

        public IAsyncEnumerable<ProfileChunk> ReadAsync(SegmentReadRequest request, CancellationToken cancellationToken = default) =>
            moment == Moment.Opening ? throw exception : EnumerateAsync(cancellationToken);

        private async IAsyncEnumerable<ProfileChunk> EnumerateAsync([EnumeratorCancellation] CancellationToken cancellationToken)
        {
            await Task.Yield();
            FailAt(Moment.Enumerating);
            try
            {
                using var builder = new ProfileChunkBuilder(1);
                builder.Append(0, "person@example.com");
                builder.EndRow();
                yield return builder.Build();
                FailAt(Moment.Moving);
            }
            finally
            {
                FailAt(Moment.Disposing);
            }
        }

        private void FailAt(Moment now)
        {
            if (moment == now)
                throw exception;
        }
    }
}
