using Microsoft.Extensions.DependencyInjection;
using Snapchat.AudienceExport.Storage;

namespace Snapchat.AudienceExport.Tests.Exports;

public sealed class ExportRegistryValidationTests : IAsyncDisposable
{
    private readonly RegistryHarness _harness = new();

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    public static TheoryData<string, string, string> Mistakes => new()
    {
        { "no name", "DisplayName", "The name is missing; give the export one." },
        { "null name", "DisplayName", "The name is missing; give the export one." },
        { "long name", "DisplayName", "The name has 201 characters; give it at most 200." },
        { "no connection", "Connection", "The connection is missing; choose one." },
        { "unknown connection", "Connection", "The connection does not exist, or you may not use it; choose one of those offered." },
        { "draft connection", "Connection", "Connection \"Half done\" is a draft; an administrator has to save it before exports can use it." },
        { "no audience", "Audience", "The audience is missing; give the ID of a Snapchat customer list." },
        { "audience with letters", "Audience", "The audience ID is not one; it is 1 to 20 decimal digits, as in 5677923948298240." },
        { "audience in other digits", "Audience", "The audience ID is not one; it is 1 to 20 decimal digits, as in 5677923948298240." },
        { "no mapping", "Identifiers", "No field is mapped to an identifier; map at least one, usually Email." },
        { "mapping to nothing", "Identifiers", "The mapping of Email names no field; name a field of the segment source." },
        { "unknown field", "Identifiers", "Segment 'buyers' has no field 'fax'; it has 'email'." },
        { "field mapped twice", "Identifiers", "A field is mapped to the same kind twice; name it once." },
        { "phones without their package", "Identifiers", "Field 'email' holds phone numbers, which nothing here can normalize; add the package Snapchat.AudienceExport.PhoneNumbers and call AddPhoneNumbers." },
        { "unknown mode", "Mode", "There is no mode 9; choose AddOnly, Mirror or Replace." },
        { "no segment", "Segments", "A segment is missing; choose at least one." },
        { "default segment", "Segments", "A segment is missing; choose at least one." },
        { "unknown segment", "Segments", "'a measure' is not a segment of the source; only segments can be exported." },
        { "schedule without recurrence", "Schedule", "The schedule has no recurrence; give the times at which the export shall run." },
        { "null schedule", "Schedule", "The schedule is missing; choose the system refresh, a recurrence of its own, or none." },
    };

    [Theory]
    [MemberData(nameof(Mistakes))]
    public async Task EachMistake_IsAProblemOfItsOwn(string mistake, string item, string message)
    {
        StoredConnection shop = await _harness.AddConnectionAsync(), half = await _harness.AddConnectionAsync("Half done", state: ConnectionState.Draft);
        ExportDraft draft = Spoil(_harness.Draft(shop.Id), mistake, half.Id);

        IReadOnlyList<ValidationProblem> problems = await _harness.Exports.ValidateAsync(People.Contributor, draft, Token);

        Assert.Equal(new ValidationProblem(item, message), Assert.Single(problems));
        AudienceExportValidationException exception = await Assert.ThrowsAsync<AudienceExportValidationException>(() => _harness.Exports.SaveAsync(People.Contributor, draft, cancellationToken: Token));
        Assert.Equal(problems, exception.Problems);
        Assert.Empty(await _harness.Store.GetExportsAsync(Token));
        AuditRecord record = Assert.Single(await _harness.AuditAsync(AuditAction.CreateExport));
        Assert.Equal((AuditOutcome.Failed, message), (record.Outcome, record.Detail));
    }

    [Fact]
    public async Task AllMistakes_AreNamedTogether()
    {
        StoredConnection shop = await _harness.AddConnectionAsync();
        Export other = await _harness.SaveAsync(shop.Id, "Other");
        var draft = new ExportDraft
        {
            Connection = shop.Id,
            Audience = other.Definition.Audience.Value,
            Mode = ExportMode.Mirror,
            Identifiers = [new IdentifierMapping(IdentifierKind.Email, "fax"), new IdentifierMapping(IdentifierKind.Email, "fax"), new IdentifierMapping(IdentifierKind.Phone, "telex")],
            Segments = [SegmentId.Parse("buyers"), default, SegmentId.Parse("a measure"), SegmentId.Parse("another")],
            Schedule = new ExportSchedule { Kind = ScheduleKind.Own, Recurrence = new Recurrence { TimeZone = "Moon/Crater" } },
        };

        IReadOnlyList<ValidationProblem> problems = await _harness.Exports.ValidateAsync(People.Administrator, draft, Token);

        Assert.Equal(
            ["DisplayName", "Audience", "Identifiers", "Identifiers", "Segments", "Schedule", "Schedule", "Segments", "Segments", "Identifiers", "Identifiers"],
            problems.Select(problem => problem.Item));
        Assert.Equal(problems.Count, problems.Distinct().Count());
    }

    [Fact]
    public async Task AnEmptyDraft_NamesWhatIsMissing()
    {
        IReadOnlyList<ValidationProblem> problems = await _harness.Exports.ValidateAsync(People.Administrator, new ExportDraft { Identifiers = null!, Segments = null! }, Token);

        Assert.Equal(["DisplayName", "Connection", "Audience", "Identifiers", "Segments"], problems.Select(problem => problem.Item));
        Assert.Empty(_harness.Source.AskedAs);
    }

    [Fact]
    public async Task TheSource_IsAskedAsTheExportUser()
    {
        StoredConnection shop = await _harness.AddConnectionAsync();

        Assert.Empty(await _harness.Exports.ValidateAsync(People.Administrator, _harness.Draft(shop.Id), Token));

        Assert.NotEmpty(_harness.Source.AskedAs);
        Assert.All(_harness.Source.AskedAs, asked => Assert.Equal(new Actor("export-user"), asked));
        Assert.Equal(0, _harness.Source.Reads);
    }

    [Fact]
    public async Task AField_HasToBeInEverySegment_AndIsNamedOnce()
    {
        StoredConnection shop = await _harness.AddConnectionAsync();
        foreach (string segment in new[] { "visitors", "guests" })
        {
            _harness.Source.Segments[segment] = [];
            _harness.Source.Fields[segment] = ["mail", "MAIL"];
        }

        ExportDraft draft = _harness.Draft(shop.Id) with { Segments = [SegmentId.Parse("buyers"), SegmentId.Parse("visitors"), SegmentId.Parse("guests")] };

        Assert.Equal(["Segment 'visitors' has no field 'email'; it has 'mail', 'MAIL'."], (await _harness.Exports.ValidateAsync(People.Administrator, draft, Token)).Select(problem => problem.Message));
        ExportDraft other = draft with { Segments = [SegmentId.Parse("visitors")], Identifiers = [new IdentifierMapping(IdentifierKind.Email, "Mail")] };
        Assert.Equal(["Segment 'visitors' has 2 fields that 'Mail' may mean, at positions 1, 2; give them different names."], (await _harness.Exports.ValidateAsync(People.Administrator, other, Token)).Select(problem => problem.Message));
    }

    [Fact]
    public async Task AFieldInAnotherCase_IsFound()
    {
        StoredConnection shop = await _harness.AddConnectionAsync();

        Assert.Empty(await _harness.Exports.ValidateAsync(People.Administrator, _harness.Draft(shop.Id) with { Identifiers = [new IdentifierMapping(IdentifierKind.Email, "EMAIL")] }, Token));
    }

    [Theory]
    [InlineData(ExportMode.AddOnly, ExportMode.AddOnly, true)]
    [InlineData(ExportMode.AddOnly, ExportMode.Mirror, false)]
    [InlineData(ExportMode.Mirror, ExportMode.AddOnly, false)]
    [InlineData(ExportMode.Mirror, ExportMode.Replace, false)]
    [InlineData(ExportMode.Replace, ExportMode.AddOnly, false)]
    public async Task MirrorAndReplace_ShareTheirAudienceWithNobody(ExportMode first, ExportMode second, bool mayShare)
    {
        StoredConnection shop = await _harness.AddConnectionAsync(), crm = await _harness.AddConnectionAsync("CRM");
        ExportDraft draft = _harness.Draft(shop.Id, "First") with { Mode = first };
        Export saved = await _harness.Exports.SaveAsync(People.Administrator, draft, cancellationToken: Token);
        ExportDraft other = draft with { DisplayName = "Second", Connection = crm.Id, Mode = second };

        Assert.Empty(await _harness.Exports.ValidateAsync(People.Administrator, await _harness.Exports.EditAsync(People.Administrator, saved.Id, Token), Token));
        if (mayShare)
        {
            await _harness.Exports.SaveAsync(People.Administrator, other, cancellationToken: Token);
            return;
        }

        AudienceExportValidationException refusal = await Assert.ThrowsAsync<AudienceExportValidationException>(() => _harness.Exports.SaveAsync(People.Administrator, other, cancellationToken: Token));
        Assert.Equal("Audience", Assert.Single(refusal.Problems).Item);
        Assert.Contains($"Export \"First\" ({saved.Id}) writes to the same audience", refusal.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task ADetachedExport_KeepsItsAudience()
    {
        StoredConnection shop = await _harness.AddConnectionAsync();
        Export detached = await _harness.SaveDetachedAsync(shop.Id);

        IReadOnlyList<ValidationProblem> problems = await _harness.Exports.ValidateAsync(
            People.Administrator, _harness.Draft(shop.Id) with { Audience = detached.Definition.Audience.Value, Mode = ExportMode.Mirror }, Token);

        Assert.Equal("Audience", Assert.Single(problems).Item);
    }

    [Fact]
    public async Task AConflictThatComesBetweenCheckAndSave_IsTheSameProblem()
    {
        var racing = new RacingSource();
        await using var harness = new RegistryHarness(builder => builder.AddSegmentSource(_ => racing));
        StoredConnection connection = await harness.AddConnectionAsync();
        ExportDraft draft = harness.Draft(connection.Id) with { Mode = ExportMode.Mirror };
        Export? other = null;
        racing.WhenAsked = async () => other = await harness.Exports.SaveAsync(People.Administrator, draft with { DisplayName = "Faster" }, cancellationToken: Token);

        AudienceExportValidationException refusal = await Assert.ThrowsAsync<AudienceExportValidationException>(() => harness.Exports.SaveAsync(People.Administrator, draft, cancellationToken: Token));

        Assert.Equal("Audience", Assert.Single(refusal.Problems).Item);
        Assert.Contains($"Export \"Faster\" ({other!.Id})", refusal.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task MoreMembersThanARunMayWant_AreAWarning()
    {
        await using var harness = new RegistryHarness(configure: options => options.MaxProfiles = 2);
        StoredConnection shop = await harness.AddConnectionAsync();
        ExportDraft buyers = harness.Draft(shop.Id), both = harness.Draft(shop.Id) with { Segments = [SegmentId.Parse("buyers"), SegmentId.Parse("visitors")] };

        Assert.Empty((await harness.Exports.SaveAsync(People.Administrator, buyers, cancellationToken: Token)).Warnings);
        Export saved = await harness.Exports.SaveAsync(People.Administrator, both, cancellationToken: Token);

        Assert.Equal(
            ["The segments have 3 members, and a run that wants more than 2 distinct identifiers is skipped and sends nothing; choose smaller segments, or raise MaxProfiles."],
            saved.Warnings);
        Assert.Empty((await harness.Exports.GetExportAsync(People.Administrator, saved.Id, Token)).Warnings);
    }

    [Fact]
    public async Task WithoutASource_ItSaysWhatToRegister()
    {
        await using var harness = new RegistryHarness(static _ => { });
        StoredConnection shop = await harness.AddConnectionAsync();

        InvalidOperationException exception = await Assert.ThrowsAsync<InvalidOperationException>(() => harness.Exports.ValidateAsync(People.Administrator, harness.Draft(shop.Id), Token));

        Assert.Equal("No segment source is registered; register one with AddSegmentSource.", exception.Message);
    }

    public ValueTask DisposeAsync() => _harness.DisposeAsync();

    private ExportDraft Spoil(ExportDraft draft, string mistake, ConnectionId half) => mistake switch
    {
        "no name" => draft with { DisplayName = " " },
        "null name" => draft with { DisplayName = null! },
        "long name" => draft with { DisplayName = new string('x', 201) },
        "no connection" => draft with { Connection = null },
        "unknown connection" => draft with { Connection = ConnectionId.New(_harness.Time) },
        "draft connection" => draft with { Connection = half },
        "no audience" => draft with { Audience = "" },
        "audience with letters" => draft with { Audience = "12a" },
        "audience in other digits" => draft with { Audience = "١٢٣" },
        "no mapping" => draft with { Identifiers = [] },
        "mapping to nothing" => draft with { Identifiers = [new IdentifierMapping(IdentifierKind.Email, " ")] },
        "unknown field" => draft with { Identifiers = [new IdentifierMapping(IdentifierKind.Email, "fax")] },
        "field mapped twice" => draft with { Identifiers = [new IdentifierMapping(IdentifierKind.Email, "email"), new IdentifierMapping(IdentifierKind.Email, "email")] },
        "phones without their package" => draft with { Identifiers = [new IdentifierMapping(IdentifierKind.Phone, "email")] },
        "unknown mode" => draft with { Mode = (ExportMode)9 },
        "no segment" => draft with { Segments = [] },
        "default segment" => draft with { Segments = [SegmentId.Parse("buyers"), default] },
        "unknown segment" => draft with { Segments = [SegmentId.Parse("buyers"), SegmentId.Parse("a measure")] },
        "schedule without recurrence" => draft with { Schedule = new ExportSchedule { Kind = ScheduleKind.Own } },
        "null schedule" => draft with { Schedule = null! },
        _ => throw new ArgumentOutOfRangeException(nameof(mistake), mistake, "No such mistake."),
    };

    /// <summary>Does something the first time it is asked for segments.</summary>
    private sealed class RacingSource : ISegmentSource
    {
        private readonly ScriptedSource _source = new();
        private int _asked;

        public Func<Task>? WhenAsked { get; set; }

        public IAsyncEnumerable<SegmentInfo> GetSegmentsAsync(SegmentQuery query, CancellationToken cancellationToken = default) => _source.GetSegmentsAsync(query, cancellationToken);

        public async Task<IReadOnlyList<ProfileField>> GetProfileFieldsAsync(ProfileFieldQuery query, CancellationToken cancellationToken = default)
        {
            if (WhenAsked is { } act && Interlocked.Increment(ref _asked) == 1)
                await act();
            return await _source.GetProfileFieldsAsync(query, cancellationToken);
        }

        public IAsyncEnumerable<ProfileChunk> ReadAsync(SegmentReadRequest request, CancellationToken cancellationToken = default) => _source.ReadAsync(request, cancellationToken);
    }
}
