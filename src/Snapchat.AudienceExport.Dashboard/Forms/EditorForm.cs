using Microsoft.AspNetCore.Http;

namespace Snapchat.AudienceExport.Dashboard.Forms;

/// <summary>An export as the editor's form holds it.</summary>
internal static class EditorForm
{
    /// <summary>What begins the value of a button that adds a row for a kind of identifier.</summary>
    public const string AddPrefix = "add:";

    public static ExportDraft Read(IFormCollection form, ExportId? id) => new()
    {
        Id = id,
        Version = id is null ? 0 : form.Version(),
        DisplayName = form.Text("name"),
        Connection = ConnectionId.TryParse(form["connection"], null, out ConnectionId connection) ? connection : null,
        Audience = form.Text("audience"),
        Identifiers = form.ContainsKey("kind") ? [.. ReadRows(form).Where(static row => row.Field.Length > 0)] : new ExportDraft().Identifiers,
        Segments = [.. form["segment"].Select(static text => SegmentId.TryParse(text, null, out SegmentId segment) ? segment : default).Where(static segment => segment != default)],
        Mode = Enum.TryParse(form["mode"], out ExportMode mode) ? mode : ExportMode.AddOnly,
        Schedule = form.ContainsKey("schedule") ? ScheduleForm.Read(form) : ExportSchedule.SystemRefresh,
    };

    /// <summary>Adds an empty row if the button asks for one.</summary>
    public static ExportDraft AddRow(ExportDraft draft, string act) =>
        act.StartsWith(AddPrefix, StringComparison.Ordinal) && Enum.TryParse(act.AsSpan(AddPrefix.Length), out IdentifierKind kind)
            ? draft with { Identifiers = [.. draft.Identifiers, new IdentifierMapping(kind, "")] }
            : draft;

    /// <summary>Gets the rows that the form shows: those of the draft, and an empty one for each kind that it has none for.</summary>
    public static IReadOnlyList<IdentifierMapping> RowsOf(ExportDraft draft) =>
    [
        .. Enum.GetValues<IdentifierKind>().SelectMany(kind => draft.Identifiers.Where(mapping => mapping.Kind == kind).DefaultIfEmpty(new IdentifierMapping(kind, ""))),
    ];

    // Each row has all of its fields but for the check box, which a browser leaves out unless it is ticked; its value is the number of the row.
    private static IEnumerable<IdentifierMapping> ReadRows(IFormCollection form)
    {
        (string?[] kinds, string?[] fields, string?[] regions) = (form["kind"].ToArray(), form["field"].ToArray(), form["region"].ToArray());
        for (int row = 0; row < kinds.Length && row < fields.Length && row < regions.Length; row++)
        {
            if (!Enum.TryParse(kinds[row], out IdentifierKind kind))
                continue;
            yield return new IdentifierMapping(kind, fields[row] ?? "")
            {
                IsHashed = form.Has("hashed", $"{row}"),
                DefaultRegion = regions[row]?.Trim() is { Length: > 0 } region ? region.ToUpperInvariant() : null,
            };
        }
    }
}
