using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Snapchat.AudienceExport.EntityFrameworkCore.Rows;

internal sealed class AuditRow
{
    /// <summary>Rises in the order the records were made.</summary>
    public long Sequence { get; init; }

    public required Guid Id { get; init; }

    public required DateTimeOffset At { get; init; }

    public required string ActorId { get; init; }

    public string? ActorName { get; init; }

    public required AuditAction Action { get; init; }

    public string? SubjectKind { get; init; }

    public string? SubjectId { get; init; }

    public string? SubjectName { get; init; }

    public required AuditOutcome Outcome { get; init; }

    public string? Detail { get; init; }

    public static void Configure(EntityTypeBuilder<AuditRow> table)
    {
        table.ToTable("audience_export_audit");
        table.HasKey(static row => row.Sequence);
        table.HasIndex(static row => row.SubjectId);
        table.HasIndex(static row => row.At);
    }

    public static AuditRow Of(AuditRecord record) => new()
    {
        Id = record.Id,
        At = record.At,
        ActorId = record.Actor.Id,
        ActorName = record.Actor.DisplayName,
        Action = record.Action,
        SubjectKind = record.Subject?.Kind,
        SubjectId = record.Subject?.Id,
        SubjectName = record.Subject?.DisplayName,
        Outcome = record.Outcome,
        Detail = record.Detail,
    };

    public AuditRecord ToRecord() =>
        new(Id, At, new Actor(ActorId, ActorName), Action, SubjectKind is null || SubjectId is null ? null : new AuditSubject(SubjectKind, SubjectId, SubjectName), Outcome) { Detail = Detail };
}
