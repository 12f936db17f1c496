using ExportConsole.CommandLine;
using ExportConsole.Output;
using Snapchat.AudienceExport;

namespace ExportConsole.Setup;

/// <summary>Finds the export through a connection in the state, or writes one, and brings it in line with the command line.</summary>
internal sealed class ExportSetup(IExportRegistry exports, IExportView view)
{
    private const string Name = "Customers";

    /// <summary>Writes what the command line asks for, without saving it.</summary>
    /// <exception cref="UsageException">Something in it is wrong.</exception>
    public async Task<ExportDraft> DraftAsync(Connection connection, AudienceId audience, IReadOnlyList<IdentifierMapping> identifiers, ExportMode mode, CancellationToken cancellationToken)
    {
        ExportDraft draft = await FindAsync(connection, cancellationToken) is { } saved
            ? await exports.EditAsync(Operator.User, saved.Id, cancellationToken)
            : await exports.CreateDraftAsync(Operator.User, connection.Id, cancellationToken);
        draft = draft with
        {
            DisplayName = Name,
            Audience = audience.Value,
            Identifiers = identifiers,
            Mode = mode,
            Segments = [SegmentSource.SingleSegment],
            Schedule = ExportSchedule.Off,
        };
        IReadOnlyList<ValidationProblem> problems = await exports.ValidateAsync(Operator.User, draft, cancellationToken);
        return problems.Count == 0 ? draft : throw new UsageException([.. problems.Select(problem => problem.Message)]);
    }

    /// <summary>Saves a draft, unless the saved export is like it already.</summary>
    public async Task<Export> SaveAsync(ExportDraft draft, CancellationToken cancellationToken)
    {
        if (draft.Id is { } id)
        {
            Export saved = await exports.GetExportAsync(Operator.User, id, cancellationToken);
            if (IsLike(saved.Definition, draft))
            {
                view.Note($"Found the export '{Name}' in the state.");

                // This program holds the state, so nobody executes that run any more.
                if (saved.Status == ExportStatus.Processing)
                    view.Note("Its last run was cut off. As soon as nothing of that can be on its way any more, it goes on or is superseded; the new run waits for it.");
                return saved;
            }
        }

        // Whoever names another audience with --audience has said nothing about the people in the former one: they stay.
        Export export = await exports.SaveAsync(Operator.User, draft, FormerAudience.Leave, cancellationToken);
        view.Note($"{(draft.Id is null ? "Saved" : "Changed")} the export '{Name}': it goes to audience {export.Definition.Audience}.");
        return export;
    }

    /// <summary>Finds the export through a connection.</summary>
    public async Task<Export?> FindAsync(Connection connection, CancellationToken cancellationToken) =>
        (await exports.GetExportsAsync(Operator.User, new ExportQuery { Search = Name }, cancellationToken)).Items
            .FirstOrDefault(export => export.Definition.Connection == connection.Id);

    private static bool IsLike(ExportDefinition definition, ExportDraft draft) =>
        string.Equals(definition.Audience.Value, draft.Audience, StringComparison.Ordinal)
        && definition.Mode == draft.Mode
        && definition.Identifiers.SequenceEqual(draft.Identifiers);
}
