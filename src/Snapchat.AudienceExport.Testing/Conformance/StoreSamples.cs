using System.Globalization;
using System.Security.Cryptography;
using Snapchat.AudienceExport.Storage;

namespace Snapchat.AudienceExport.Testing.Conformance;

/// <summary>What the cases put into stores. Times are whole milliseconds: a store may keep no more than microseconds.</summary>
internal static class StoreSamples
{
    private static long _audiences = 1_000_000;

    public static Actor Administrator { get; } = new("admin-1", "Ada");

    /// <summary>A moment long before the store's own time.</summary>
    public static DateTimeOffset Start { get; } = new(2026, 1, 2, 3, 4, 5, 678, TimeSpan.Zero);

    public static DateTimeOffset At(int minute) => Start.AddMinutes(minute);

    public static AuditRecord Audit(AuditAction action, AuditSubject? subject = null, int minute = 0, Actor? actor = null) =>
        new(Guid.CreateVersion7(), At(minute), actor ?? Administrator, action, subject, AuditOutcome.Succeeded) { Detail = "said in one sentence" };

    public static StoredConnection Connection(string name = "Main") =>
        new(ConnectionId.New(TimeProvider.System), 1) { DisplayName = name, CreatedBy = Administrator, CreatedAt = Start, UpdatedBy = Administrator, UpdatedAt = Start };

    /// <summary>A connection with something in every place.</summary>
    public static StoredConnection FullConnection() => Connection("Ünïcode \"quoted\"") with
    {
        State = ConnectionState.Active,
        Access = new ConnectionAccess { Contributors = true, Users = [new Actor("c-1", "Carl"), new Actor("c-2")] },
        Consent = new ConsentRecord(Administrator, At(1), "2026-01", "I agree.") { SnapchatAccount = "snap-1" },
        SnapchatAccount = new SnapchatUser("snap-1", "Sam", OrganizationId.Parse("0e3a1f0d-55aa-4f0c-8a8e-3d8ab41aa001")),
        ExportUser = new Actor("reader-1", null),
        UpdatedBy = new Actor("admin-2"),
        UpdatedAt = At(2),
    };

    public static StoredToken Token(ConnectionId connection, long version = 0, byte seed = 1) =>
        new(connection, version, [seed, 0, 255]) { AccessToken = [seed, 1], AccessTokenExpiresAt = At(30) };

    public static StoredAuthentication Authentication(ConnectionId connection, DateTimeOffset expiresAt) =>
        new(RandomNumberGenerator.GetBytes(32), connection, Administrator.Id, expiresAt);

    public static AudienceId NewAudience() => AudienceId.Parse(Interlocked.Increment(ref _audiences).ToString(CultureInfo.InvariantCulture));

    public static StoredExport Export(AudienceId? audience = null, ExportMode mode = ExportMode.AddOnly, ConnectionId? connection = null, string name = "Customers") =>
        new(ExportId.New(TimeProvider.System), 1, new ExportDefinition(name, audience ?? NewAudience()) { Mode = mode, Connection = connection })
        {
            CreatedBy = Administrator,
            CreatedAt = Start,
            UpdatedBy = Administrator,
            UpdatedAt = Start,
        };

    /// <summary>An export with something in every place.</summary>
    public static StoredExport FullExport(ConnectionId connection)
    {
        StoredExport export = Export(connection: connection, mode: ExportMode.Mirror, name: "Kunden: 'alle'");
        return export with
        {
            Definition = export.Definition with
            {
                Identifiers = [new IdentifierMapping(IdentifierKind.Email, "email"), new IdentifierMapping(IdentifierKind.Phone, "tel")],
                Segments = [SegmentId.Parse("crm:gold"), SegmentId.Parse("crm:silver")],
                Schedule = new ExportSchedule
                {
                    Kind = ScheduleKind.Own,
                    Recurrence = new Recurrence { Days = [DayOfWeek.Monday], Times = [new TimeOnly(7, 30)], TimeZone = "Asia/Almaty" },
                },
            },
            UpdatedBy = new Actor("contributor-1", "Carl"),
            UpdatedAt = At(3),
            ScheduledAt = At(4),
        };
    }

    public static StoredRun Run(StoredExport export, int minute = 0, DateTimeOffset? dueAt = null) =>
        new(new RunRecord(RunId.New(TimeProvider.System), export.Id, export.Definition, export.Version, ExportStatus.Queued) { RequestedBy = Administrator, QueuedAt = At(minute), DueAt = dueAt }, 1);

    public static StoredRun In(this StoredRun run, ExportStatus status, int minute = 0) => run with
    {
        Record = run.Record with
        {
            Status = status,
            StartedAt = run.Record.StartedAt ?? At(minute),
            EndedAt = status is ExportStatus.Queued or ExportStatus.Processing ? null : At(minute),
        },
    };

    /// <summary>An ended run with something in every place.</summary>
    public static StoredRun Finished(this StoredRun run) => run with
    {
        Fence = 7,
        Observed = true,
        Record = run.Record with
        {
            Status = ExportStatus.Failed,
            StartedAt = At(1),
            EndedAt = At(2),
            Resumptions = 2,
            Progress = new ExportProgress(run.Record.Id, ExportStage.Uploading, 10, 20, 2.5),
            CanceledBy = new Actor("c-1", "Carl"),
            Problem = new ExportProblem(ExportProblemCode.RefusedBySnapchat, ProblemCulprit.External, "Snapchat says no."),
            Report = new ExportReport(run.Record.Id, run.Record.Definition.Audience, ExportStatus.Failed)
            {
                StartedAt = At(1),
                EndedAt = At(2),
                Identifiers = [new IdentifierCounts(IdentifierKind.Email) { Read = 5, Blank = 1, Refused = new Dictionary<IdentifierStatus, long> { [IdentifierStatus.MissingAt] = 2 }, Unique = 2 }],
                Segments = [new SegmentCount(SegmentId.Parse("crm:gold"), "Gold", 5)],
                RefusedValues = [new RefusedValue(SegmentId.Parse("crm:gold"), 3, "email", IdentifierStatus.MissingAt)],
                Requests = [new UploadRequestReport(1, IdentifierKind.Email, 2, 1, "request-1")],
                Warnings = [new ExportWarning(ExportWarningCode.ShortCount, "One is missing.")],
                Problem = new ExportProblem(ExportProblemCode.ShortCount, ProblemCulprit.External, "One is missing."),
                AudienceAfterwards = new SnapchatAudience(run.Record.Definition.Audience, "List")
                {
                    SourceType = AudienceSourceType.FirstParty,
                    UploadStatus = AudienceUploadStatus.Processing,
                    RetentionDays = 180,
                    ApproximateSize = 5,
                    CreatedAt = At(0),
                },
            },
        },
    };
}
