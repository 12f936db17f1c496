using Snapchat.AudienceExport.Scheduling;
using Snapchat.AudienceExport.Storage;

namespace Snapchat.AudienceExport.Exports;

/// <summary>Finds everything that is missing or wrong in a draft, each as a problem of its own.</summary>
internal sealed class ExportValidator(IAudienceExportStore store, SourceValidator source, IPhoneNumberNormalizer? phones = null)
{
    /// <param name="draft">The draft.</param>
    /// <param name="connection">Its connection, or null if there is none that the acting person may use.</param>
    /// <param name="cancellationToken">Stops the call.</param>
    public async Task<ExportFindings> FindAsync(ExportDraft draft, StoredConnection? connection, CancellationToken cancellationToken)
    {
        List<ValidationProblem> problems = [];
        int nameLength = draft.DisplayName?.Trim().Length ?? 0;
        if (nameLength is 0 or > ExportName.MaxLength)
            problems.Add(new(nameof(ExportDraft.DisplayName), nameLength == 0 ? "The name is missing; give the export one." : $"The name has {nameLength} characters; give it at most {ExportName.MaxLength}."));
        AddConnectionProblem(problems, draft, connection);
        await AddAudienceProblemsAsync(problems, draft, cancellationToken).ConfigureAwait(false);
        problems.AddRange(MappingValidator.FindProblems(draft.Identifiers, phones));
        if (!Enum.IsDefined(draft.Mode))
            problems.Add(new(nameof(ExportDraft.Mode), $"There is no mode {draft.Mode}; choose {ExportMode.AddOnly}, {ExportMode.Mirror} or {ExportMode.Replace}."));
        if (draft.Segments is null or { Count: 0 } || draft.Segments.Contains(default))
            problems.Add(new(nameof(ExportDraft.Segments), "A segment is missing; choose at least one."));
        problems.AddRange(ScheduleValidator.FindProblems(draft.Schedule));

        if (connection is null or { State: ConnectionState.Draft })
            return new ExportFindings(problems, []);
        ExportFindings atSource = await source.FindAsync(draft, connection, cancellationToken).ConfigureAwait(false);
        return new ExportFindings([.. problems, .. atSource.Problems], atSource.Warnings);
    }

    /// <summary>The problem that a store's <see cref="ExportConflictException"/> stands for.</summary>
    public static ValidationProblem ConflictWith(ExportReference other) => new(nameof(ExportDraft.Audience), new ExportConflictException(other).Message);

    /// <summary>The problem of an export that would go through a connection that is not saved.</summary>
    public static ValidationProblem IsDraft(StoredConnection connection) =>
        new(nameof(ExportDraft.Connection), $"Connection \"{connection.DisplayName}\" is a draft; an administrator has to save it before exports can use it.");

    private static void AddConnectionProblem(List<ValidationProblem> problems, ExportDraft draft, StoredConnection? connection)
    {
        if (draft.Connection is null)
            problems.Add(new(nameof(ExportDraft.Connection), "The connection is missing; choose one."));
        else if (connection is null)
            problems.Add(new(nameof(ExportDraft.Connection), "The connection does not exist, or you may not use it; choose one of those offered."));
        else if (connection.State == ConnectionState.Draft)
            problems.Add(IsDraft(connection));
    }

    private async Task AddAudienceProblemsAsync(List<ValidationProblem> problems, ExportDraft draft, CancellationToken cancellationToken)
    {
        string audience = draft.Audience?.Trim() ?? "";
        if (audience.Length == 0)
        {
            problems.Add(new(nameof(ExportDraft.Audience), "The audience is missing; give the ID of a Snapchat customer list."));
            return;
        }

        if (!AudienceId.TryParse(audience, null, out AudienceId id))
        {
            problems.Add(new(nameof(ExportDraft.Audience), "The audience ID is not one; it is 1 to 20 decimal digits, as in 5677923948298240."));
            return;
        }

        IReadOnlyList<StoredExport> exports = await store.GetExportsAsync(cancellationToken).ConfigureAwait(false);
        problems.AddRange(exports
            .Where(other => other.Id != draft.Id && other.Definition.Audience == id && (draft.Mode != ExportMode.AddOnly || other.Definition.Mode != ExportMode.AddOnly))
            .Select(static other => ConflictWith(new ExportReference(other.Id, other.Definition.DisplayName))));
    }
}
