using System.Runtime.CompilerServices;

namespace Snapchat.AudienceExport.Tests.Profiles;

public sealed class CollectionSourceTests
{
    private static readonly SegmentId Buyers = SegmentId.Parse("buyers");
    private static readonly SegmentId Visitors = SegmentId.Parse("visitors");

    private static readonly Dictionary<string, Func<Customer, string?>> Fields = new(StringComparer.Ordinal)
    {
        ["Email"] = customer => customer.Email,
        ["Phone"] = customer => customer.Phone,
    };

    public static TheoryData<bool> SyncAndAsync => [false, true];

    [Theory]
    [MemberData(nameof(SyncAndAsync))]
    public async Task OneCollectionIsOneSegment(bool isAsync)
    {
        string?[] emails = [.. Enumerable.Range(0, 20_000).Select(i => i % 3 == 0 ? null : $"user{i}@x.com")];
        ISegmentSource source = isAsync
            ? SegmentSource.FromAsyncEnumerable(emails.ToAsyncEnumerable(), email => email)
            : SegmentSource.FromEnumerable(emails, email => email);

        string[][] values = await source.ReadFieldsAsync(SegmentSource.EmailField);

        Assert.Equal(Array.ConvertAll(emails, email => email ?? ""), values[0]);
        Assert.Equal(SegmentSource.SingleSegment, Assert.Single(await SegmentsAsync(source)).Id);
    }

    [Theory]
    [MemberData(nameof(SyncAndAsync))]
    public async Task FieldsComeInTheOrderAskedFor(bool isAsync)
    {
        ISegmentSource source = Source(isAsync);

        Assert.Equal([["1", ""], ["a@x.com", ""], ["1", ""]], await source.ReadFieldsAsync(Buyers, "Phone", "email", "PHONE"));
        Assert.Equal([["v@x.com"]], await source.ReadFieldsAsync(Visitors, "Email"));
    }

    [Theory]
    [MemberData(nameof(SyncAndAsync))]
    public async Task SegmentsAskedForAreListed(bool isAsync)
    {
        ISegmentSource source = Source(isAsync);
        SegmentId unknown = SegmentId.Parse("unknown");

        Assert.Equal([Buyers, Visitors], (await SegmentsAsync(source)).Select(segment => segment.Id));
        SegmentInfo buyers = Assert.Single(await SegmentsAsync(source, unknown, Buyers));
        Assert.Equal(new SegmentInfo(Buyers, "buyers") { MemberCount = isAsync ? null : 2 }, buyers);
        Assert.Empty(await SegmentsAsync(source, unknown));
    }

    [Fact]
    public async Task MembersAreNotCountedByEnumerating()
    {
        IEnumerable<string> Forbidden()
        {
            Assert.Fail("Nobody asked for members.");
            yield break;
        }

        ISegmentSource source = SegmentSource.FromEnumerable(Forbidden(), email => email);

        Assert.Null(Assert.Single(await SegmentsAsync(source)).MemberCount);
    }

    [Theory]
    [MemberData(nameof(SyncAndAsync))]
    public async Task FieldsHaveHints(bool isAsync)
    {
        IReadOnlyList<ProfileField> fields = await Source(isAsync).GetProfileFieldsAsync(new ProfileFieldQuery { Segment = Buyers }, TestContext.Current.CancellationToken);

        Assert.Equal([new ProfileField("Email") { Hint = IdentifierKind.Email }, new ProfileField("Phone") { Hint = IdentifierKind.Phone }], fields);
    }

    [Theory]
    [MemberData(nameof(SyncAndAsync))]
    public async Task WhatThereIsNotIsNamed(bool isAsync)
    {
        ISegmentSource source = Source(isAsync);
        SegmentId unknown = SegmentId.Parse("buyer");

        var fields = await Assert.ThrowsAsync<AudienceExportValidationException>(() => source.ReadFieldsAsync(Buyers, "Mail", "Email", "Tel"));
        Assert.Equal(["The source has no field 'Mail'; it has 'Email', 'Phone'.", "The source has no field 'Tel'; it has 'Email', 'Phone'."], fields.Problems.Select(static problem => problem.Message));
        var none = await Assert.ThrowsAsync<AudienceExportValidationException>(() => source.ReadFieldsAsync(Buyers));
        Assert.Equal("No field was asked for; name at least one field to read.", none.Message);
        var segment = await Assert.ThrowsAsync<AudienceExportValidationException>(() => source.ReadFieldsAsync(unknown, "Email"));
        Assert.Equal("The source has no segment 'buyer'; it has 'buyers', 'visitors'.", segment.Message);
        await Assert.ThrowsAsync<AudienceExportValidationException>(() => source.GetProfileFieldsAsync(new ProfileFieldQuery { Segment = unknown }, TestContext.Current.CancellationToken));
    }

    [Theory]
    [MemberData(nameof(SyncAndAsync))]
    public async Task CancellationEndsReading(bool isAsync)
    {
        using var cancellation = new CancellationTokenSource();
        int read = 0;
        string Cancel(string email)
        {
            if (++read == 10_000)
                cancellation.Cancel();
            return email;
        }

        IEnumerable<string> emails = Enumerable.Repeat("a@x.com", 1_000_000);
        ISegmentSource source = isAsync ? SegmentSource.FromAsyncEnumerable(emails.ToAsyncEnumerable(), Cancel) : SegmentSource.FromEnumerable(emails, Cancel);

        await Assert.ThrowsAnyAsync<OperationCanceledException>(async () =>
        {
            await foreach (ProfileChunk chunk in source.ReadAsync(new SegmentReadRequest(SegmentSource.SingleSegment, ["email"]), cancellation.Token))
                chunk.Dispose();
        });
        Assert.Equal(10_000, read);
    }

    [Fact]
    public async Task LeavingEarlyDisposesTheSequence()
    {
        bool disposed = false;
        async IAsyncEnumerable<string> Endless([EnumeratorCancellation] CancellationToken cancellationToken = default)
        {
            try
            {
                while (!cancellationToken.IsCancellationRequested)
                    yield return "a@x.com";
            }
            finally
            {
                disposed = true;
            }
        }

        ISegmentSource source = SegmentSource.FromAsyncEnumerable(Endless(TestContext.Current.CancellationToken), email => email);
        await foreach (ProfileChunk chunk in source.ReadAsync(new SegmentReadRequest(SegmentSource.SingleSegment, ["email"]), TestContext.Current.CancellationToken))
        {
            chunk.Dispose();
            break;
        }

        Assert.True(disposed);
    }

    [Fact]
    public void ArgumentsAreChecked()
    {
        Assert.Throws<ArgumentNullException>("profiles", () => SegmentSource.FromEnumerable<string>(null!, email => email));
        Assert.Throws<ArgumentNullException>("email", () => SegmentSource.FromEnumerable(["a"], null!));
        Assert.Throws<ArgumentException>("fields", () => SegmentSource.FromEnumerable(new Dictionary<SegmentId, IEnumerable<Customer>>(), new Dictionary<string, Func<Customer, string?>>(StringComparer.Ordinal)));
    }

    private static ISegmentSource Source(bool isAsync)
    {
        Customer[] buyers = [new("a@x.com", "1"), new(null, null)];
        Customer[] visitors = [new("v@x.com", null)];
        return isAsync
            ? SegmentSource.FromAsyncEnumerable(new Dictionary<SegmentId, IAsyncEnumerable<Customer>> { [Buyers] = buyers.ToAsyncEnumerable(), [Visitors] = visitors.ToAsyncEnumerable() }, Fields)
            : SegmentSource.FromEnumerable(new Dictionary<SegmentId, IEnumerable<Customer>> { [Buyers] = buyers, [Visitors] = visitors }, Fields);
    }

    private static ValueTask<List<SegmentInfo>> SegmentsAsync(ISegmentSource source, params SegmentId[] segments) =>
        source.GetSegmentsAsync(new SegmentQuery { Segments = segments }, TestContext.Current.CancellationToken).ToListAsync(TestContext.Current.CancellationToken);

    private sealed record Customer(string? Email, string? Phone);
}
