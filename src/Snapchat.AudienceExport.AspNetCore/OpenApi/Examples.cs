using System.Text.Json.Nodes;
using Snapchat.AudienceExport.Endpoints;

namespace Snapchat.AudienceExport.OpenApi;

/// <summary>One example per type of a body, written as real values of the types so that they cannot go out of date.</summary>
internal static class Examples
{
    private static readonly DateTimeOffset Time = new(2026, 1, 5, 9, 30, 0, TimeSpan.Zero);
    private static readonly ConnectionId Connection = ConnectionId.Parse("01932c07-20a1-7abc-8def-0123456789ab");
    private static readonly ExportId Export = ExportId.Parse("01932c07-20a1-7abc-8def-0123456789ac");
    private static readonly RunId Run = RunId.Parse("01932c07-20a1-7abc-8def-0123456789ad");
    private static readonly AdAccountId AdAccount = AdAccountId.Parse("8adc3db7-8148-4fbf-999c-8d2266369d74");
    private static readonly AudienceId Audience = AudienceId.Parse("5603670370513719");
    private static readonly SegmentId Newsletter = SegmentId.Parse("newsletter");
    private static readonly Actor Somebody = new("4711", "Aigerim");
    private static readonly SnapchatUser Account = new("2f5dd6ed", "Marketing", null);
    private static readonly SnapchatAudience CustomerList = new(Audience, "Newsletter") { AdAccount = AdAccount, SourceType = AudienceSourceType.FirstParty, Status = AudienceStatus.Active, RetentionDays = 9999 };
    private static readonly SnapchatOrganization Organization = new(OrganizationId.Parse("40d6719b-da09-410b-9185-0cc9c0dfed1d"), "Example") { AdAccounts = [new(AdAccount, "Example ads")] };
    private static readonly Recurrence Weekdays = new() { Days = [DayOfWeek.Monday, DayOfWeek.Thursday], Times = [new(6, 0), new(18, 30)], TimeZone = "Asia/Almaty" };
    private static readonly ExportSchedule Mornings = new() { Kind = ScheduleKind.Own, Recurrence = new() { Times = [new(6, 0)], TimeZone = "Asia/Almaty" } };
    private static readonly ExportDraft Draft = new() { DisplayName = "Newsletter", Connection = Connection, Audience = Audience.Value, Segments = [Newsletter] };
    private static readonly ExportDefinition Definition = new(Draft.DisplayName, Audience) { Connection = Connection, Identifiers = Draft.Identifiers, Segments = Draft.Segments };
    private static readonly Connection Saved = new(Connection, 7) { DisplayName = "Snapchat, Kazakhstan", State = ConnectionState.Active, SnapchatAccount = Account, ExportUser = Somebody, CreatedBy = Somebody, CreatedAt = Time, UpdatedBy = Somebody, UpdatedAt = Time };
    private static readonly Export SavedExport = new(Export, 7, Definition) { ConnectionName = Saved.DisplayName, ConnectionType = ConnectionType.Snapchat, ConnectionState = ConnectionState.Active, Right = ExportRight.CanEdit, Status = ExportStatus.Successful, LatestRun = Run, RefreshedAt = Time, UpdatedBy = Somebody, UpdatedAt = Time };
    private static readonly RunRecord Record = new(Run, Export, Definition, 7, ExportStatus.Processing) { RequestedBy = Somebody, RequestedAs = AudienceExportRole.Contributor, QueuedAt = Time, StartedAt = Time, Progress = new(Run, ExportStage.Uploading, 200_000, 450_000, 95_000) };

    private static readonly ErasureReport Erasure = new(Run.Value, Time) { Kinds = [IdentifierKind.Email, IdentifierKind.Phone], Digests = 2, Audiences = [new(Audience, AudienceErasureStatus.WaitingForRun) { Detail = "A run writes to the audience.", KindsNotGiven = [IdentifierKind.MobileAdId] }] };

    private static readonly Dictionary<Type, object> ByType = new()
    {
        [typeof(NewConnectionBody)] = new NewConnectionBody { DisplayName = Saved.DisplayName },
        [typeof(NameBody)] = new NameBody(Saved.DisplayName),
        [typeof(ConnectionAccess)] = ConnectionAccess.AllContributors,
        [typeof(ConsentBody)] = new ConsentBody(ConsentStatement.Default.Version),
        [typeof(RefreshTokenBody)] = new JsonObject { ["refreshToken"] = "(the refresh token)" },
        [typeof(NewAudience)] = new NewAudience(AdAccount, "Newsletter") { Description = "Readers of the newsletter" },
        [typeof(ExportDraft)] = Draft,
        [typeof(ScheduleBody)] = new ScheduleBody([Export], Mornings),
        [typeof(PauseBody)] = new PauseBody([Export], IsPaused: true),
        [typeof(Recurrence)] = Weekdays,
        [typeof(SystemRefreshState)] = new SystemRefreshState(Weekdays) { NextRunAt = Time.AddHours(4), Latest = new(ExportStatus.Successful, Somebody, Time) { StartedAt = Time, EndedAt = Time.AddMinutes(2) }, UpdatedBy = Somebody, UpdatedAt = Time },
        [typeof(ExportsBody)] = new ExportsBody([Export]),
        [typeof(AttachBody)] = new AttachBody(Connection),
        [typeof(RunRequest)] = new RunRequest { WhenBusy = WhenBusy.Refuse },
        [typeof(Connection)] = Saved,
        [typeof(IReadOnlyList<Connection>)] = new[] { Saved },
        [typeof(ConnectionTest)] = new ConnectionTest(Account, [Organization]),
        [typeof(IReadOnlyList<ConnectionChoices>)] = new[] { new ConnectionChoices(ConnectionType.Snapchat, [new(Connection, ConnectionType.Snapchat, Saved.DisplayName)]) },
        [typeof(ConsentStatements)] = new ConsentStatements(ConsentStatement.Default, null),
        [typeof(AuthenticationStart)] = new AuthenticationStart(new("https://accounts.snapchat.com/login/oauth2/authorize?client_id=example")),
        [typeof(IReadOnlyList<SnapchatOrganization>)] = new[] { Organization },
        [typeof(IReadOnlyList<SnapchatAudience>)] = new[] { CustomerList },
        [typeof(SnapchatAudience)] = CustomerList,
        [typeof(AudienceCheck)] = new AudienceCheck(CustomerList, null),
        [typeof(IReadOnlyList<SegmentInfo>)] = new[] { new SegmentInfo(Newsletter, "Readers of the newsletter") { MemberCount = 450_000 } },
        [typeof(IReadOnlyList<ProfileField>)] = new[] { new ProfileField("email") { Hint = IdentifierKind.Email } },
        [typeof(Page<Export>)] = new Page<Export>([SavedExport], 1),
        [typeof(IReadOnlyList<ValidationProblem>)] = new[] { new ValidationProblem("Segments", "Choose at least one segment.") },
        [typeof(Export)] = SavedExport,
        [typeof(IReadOnlyList<Export>)] = new[] { SavedExport },
        [typeof(ExportPlan)] = new ExportPlan(Audience) { Identifiers = [new(IdentifierKind.Email) { Read = 450_000, Unique = 448_120, Added = 12_300, Unchanged = 435_820 }], Segments = [new(Newsletter, "Readers of the newsletter", 450_000)], Requests = 1, Bytes = 848_790, LeastTime = TimeSpan.FromSeconds(1) },
        [typeof(RunStart)] = new RunStart(Run),
        [typeof(IReadOnlyList<RunStart>)] = new[] { new RunStart(Run) },
        [typeof(Page<RunRecord>)] = new Page<RunRecord>([Record], 1),
        [typeof(RunRecord)] = Record,
        [typeof(ErasureBody)] = new ErasureBody([new(IdentifierKind.Email, "somebody@example.com"), new(IdentifierKind.Phone, "0844 412 4653") { Region = "GB" }]),
        [typeof(ErasureReport)] = Erasure,
        [typeof(IReadOnlyList<ErasureReport>)] = new[] { Erasure },
        [typeof(ErasureLift)] = new ErasureLift(2, 0),
        [typeof(IReadOnlyList<AudienceId>)] = new[] { Audience },
        [typeof(Page<AuditRecord>)] = new Page<AuditRecord>([new(Run.Value, Time, Somebody, AuditAction.StartRun, new("export", Export.ToString(), "Newsletter"), AuditOutcome.Succeeded)], 1),
        [typeof(AntiforgeryAnswer)] = new AntiforgeryAnswer("RequestVerificationToken", "CfDJ8…"),
    };

    public static object? Find(Type type) => ByType.GetValueOrDefault(type);
}
