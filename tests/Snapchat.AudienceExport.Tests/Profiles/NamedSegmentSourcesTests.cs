using Microsoft.Extensions.DependencyInjection;

namespace Snapchat.AudienceExport.Tests.Profiles;

public sealed class NamedSegmentSourcesTests
{
    private static readonly Actor ExportUser = new("export-user");

    public static TheoryData<string> NoNames => ["", " ", "a b", "crm:eu", "ä", new string('x', 51)];

    [Fact]
    public async Task TheOnlySource_KeepsItsIds()
    {
        await using ServiceProvider services = Register(builder => builder.AddSegmentSource(_ => new RecordingSource("buyers")));
        ISegmentSource source = Resolve(services);

        Assert.IsType<RecordingSource>(source);
        Assert.Equal(["buyers"], await IdsAsync(source, new SegmentQuery()));
    }

    [Fact]
    public async Task ASourceIsMadeOncePerScope_AndDisposedAtItsEnd()
    {
        await using ServiceProvider services = Register(builder => builder.AddSegmentSource<CountedSource>().Services.AddScoped<List<string>>());
        CountedSource first;
        await using (AsyncServiceScope scope = services.CreateAsyncScope())
        {
            first = Assert.IsType<CountedSource>(scope.ServiceProvider.GetRequiredService<ISegmentSource>());
            Assert.Same(first, scope.ServiceProvider.GetRequiredService<ISegmentSource>());
            Assert.False(first.IsDisposed);
        }

        Assert.True(first.IsDisposed);
        Assert.NotSame(first, Resolve(services));
    }

    [Fact]
    public async Task NamedSources_AreMadeWhenAskedFirst_AndDisposedWithTheScope()
    {
        await using ServiceProvider services = Register(builder => builder.AddSegmentSource<CountedSource>("a").AddSegmentSource<CountedSource>("b").Services.AddScoped<List<string>>());
        List<string> made;
        await using (AsyncServiceScope scope = services.CreateAsyncScope())
        {
            made = scope.ServiceProvider.GetRequiredService<List<string>>();
            ISegmentSource source = scope.ServiceProvider.GetRequiredService<ISegmentSource>();
            Assert.Empty(made);
            await IdsAsync(source, Query("b:x"));
            Assert.Equal(["made"], made);
        }

        Assert.Equal(["made", "disposed"], made);
    }

    [Fact]
    public async Task SegmentsOfNamedSources_BeginWithTheName()
    {
        await using ServiceProvider services = Register(builder => builder.AddSegmentSource(_ => new RecordingSource("buyers", "a:b"), "crm").AddSegmentSource(_ => new RecordingSource("buyers"), "shop"));

        Assert.Equal(["crm:buyers", "crm:a:b", "shop:buyers"], await IdsAsync(Resolve(services), new SegmentQuery()));
    }

    [Fact]
    public async Task OneNamedSource_HasNamedSegmentsToo()
    {
        await using ServiceProvider services = Register(builder => builder.AddSegmentSource(_ => new RecordingSource("buyers"), "crm"));

        Assert.Equal(["crm:buyers"], await IdsAsync(Resolve(services), new SegmentQuery()));
    }

    [Fact]
    public async Task AQuery_ReachesOnlyTheSourcesItNames_WithTheExportUser()
    {
        RecordingSource crm = new("buyers", "a:b"), shop = new("buyers"), idle = new("buyers");
        await using ServiceProvider services = Register(builder => builder.AddSegmentSource(_ => crm, "crm").AddSegmentSource(_ => shop, "shop").AddSegmentSource(_ => idle, "idle"));

        Assert.Equal(["crm:a:b", "shop:buyers"], await IdsAsync(Resolve(services), Query("shop:buyers", "crm:a:b", "shop:none", "buyers", "crm:", ":buyers", "CRM:buyers")));

        SegmentQuery toCrm = Assert.IsType<SegmentQuery>(Assert.Single(crm.Calls));
        Assert.Equal(["a:b"], toCrm.Segments.Select(id => id.Value));
        Assert.Same(ExportUser, toCrm.ExportUser);
        Assert.Equal(["buyers", "none"], Assert.IsType<SegmentQuery>(Assert.Single(shop.Calls)).Segments.Select(id => id.Value));
        Assert.Empty(idle.Calls);
    }

    [Fact]
    public async Task AQueryForUnknownSegmentsAlone_ReachesNoSource()
    {
        RecordingSource crm = new("buyers");
        await using ServiceProvider services = Register(builder => builder.AddSegmentSource(_ => crm, "crm"));

        Assert.Empty(await IdsAsync(Resolve(services), Query("buyers", "shop:buyers")));
        Assert.Empty(crm.Calls);
    }

    [Fact]
    public async Task Reading_PassesChunksOn_WithOrdinalsFieldsAndExportUser()
    {
        RecordingSource crm = new("a:b") { Rows = 20_000 }, shop = new("a:b");
        await using ServiceProvider services = Register(builder => builder.AddSegmentSource(_ => crm, "crm").AddSegmentSource(_ => shop, "shop"));
        List<long> ordinals = [];

        var request = new SegmentReadRequest(SegmentId.Parse("crm:a:b"), ["email"]) { ExportUser = ExportUser };
        await foreach (ProfileChunk chunk in Resolve(services).ReadAsync(request, TestContext.Current.CancellationToken))
        {
            using (chunk)
                ordinals.Add(chunk.FirstOrdinal);
        }

        Assert.Equal([0, 8192, 16384], ordinals);
        Assert.Equal(request with { Segment = SegmentId.Parse("a:b") }, Assert.Single(crm.Calls));
        Assert.Empty(shop.Calls);
    }

    [Theory]
    [InlineData("buyers")]
    [InlineData("shop:buyers")]
    [InlineData("crm:")]
    public async Task ReadingWhatNoSourceHas_NamesTheSources(string id)
    {
        await using ServiceProvider services = Register(builder => builder.AddSegmentSource(_ => new RecordingSource("buyers"), "crm"));
        SegmentId segment = SegmentId.Parse(id);

        AudienceExportValidationException reading = Assert.Throws<AudienceExportValidationException>(() => Resolve(services).ReadAsync(new SegmentReadRequest(segment, ["email"]), TestContext.Current.CancellationToken));
        AudienceExportValidationException fields = await Assert.ThrowsAsync<AudienceExportValidationException>(() => Resolve(services).GetProfileFieldsAsync(new ProfileFieldQuery { Segment = segment }, TestContext.Current.CancellationToken));

        Assert.Equal($"No source has a segment '{id}'; its ID begins with the name of a source and ':', and the sources are crm.", reading.Message);
        Assert.Equal(reading.Message, fields.Message);
    }

    [Fact]
    public async Task Fields_AreThoseOfTheSegmentsSource_OrOfAll()
    {
        RecordingSource crm = new("buyers") { Fields = ["email", "phone"] }, shop = new("buyers") { Fields = ["Email", "phone"] };
        await using ServiceProvider services = Register(builder => builder.AddSegmentSource(_ => crm, "crm").AddSegmentSource(_ => shop, "shop"));
        ISegmentSource source = Resolve(services);

        Assert.Equal(["Email", "phone"], (await source.GetProfileFieldsAsync(new ProfileFieldQuery { Segment = SegmentId.Parse("shop:buyers"), ExportUser = ExportUser }, TestContext.Current.CancellationToken)).Select(field => field.Name));
        Assert.Equal(new ProfileFieldQuery { Segment = SegmentId.Parse("buyers"), ExportUser = ExportUser }, Assert.Single(shop.Calls));
        Assert.Empty(crm.Calls);
        Assert.Equal(["email", "phone", "Email"], (await source.GetProfileFieldsAsync(new ProfileFieldQuery(), TestContext.Current.CancellationToken)).Select(field => field.Name));
    }

    [Fact]
    public async Task AnIdTooLongForItsName_IsRefusedAndNotCut()
    {
        await using ServiceProvider services = Register(builder => builder.AddSegmentSource(_ => new RecordingSource(new string('x', 197)), "crm"));

        AudienceExportValidationException exception = await Assert.ThrowsAsync<AudienceExportValidationException>(() => IdsAsync(Resolve(services), new SegmentQuery()));

        Assert.Equal("Source 'crm' has a segment whose ID is too long to be named with its source; shorten the ID or the name.", exception.Message);
    }

    [Theory]
    [MemberData(nameof(NoNames))]
    public void NamesOfOtherCharacters_AreRefused(string name) =>
        Assert.Throws<ArgumentException>(() => Register(builder => builder.AddSegmentSource(_ => new RecordingSource("x"), name)));

    [Fact]
    public void ANameIsTakenOnce() =>
        Assert.Throws<ArgumentException>(() => Register(builder => builder.AddSegmentSource(_ => new RecordingSource("x"), "crm").AddSegmentSource<CountedSource>("crm")));

    [Theory]
    [InlineData(null, null)]
    [InlineData("crm", null)]
    [InlineData(null, "crm")]
    public void ASourceWithoutAName_IsTheOnlyOne(string? first, string? second) =>
        Assert.Throws<InvalidOperationException>(() => Register(builder => builder.AddSegmentSource(_ => new RecordingSource("x"), first).AddSegmentSource<CountedSource>(second)));

    private static ServiceProvider Register(Action<ISnapchatAudienceExportBuilder> add)
    {
        var services = new ServiceCollection();
        add(services.AddSnapchatAudienceExport());
        return services.BuildServiceProvider(new ServiceProviderOptions { ValidateScopes = true });
    }

    private static ISegmentSource Resolve(ServiceProvider services) => services.CreateScope().ServiceProvider.GetRequiredService<ISegmentSource>();

    private static SegmentQuery Query(params IEnumerable<string> segments) => new() { Segments = [.. segments.Select(id => SegmentId.Parse(id))], ExportUser = ExportUser };

    private static async Task<string[]> IdsAsync(ISegmentSource source, SegmentQuery query) =>
        [.. await source.GetSegmentsAsync(query, TestContext.Current.CancellationToken).Select(segment => segment.Id.Value).ToListAsync(TestContext.Current.CancellationToken)];
}
