using System.Globalization;
using Snapchat.AudienceExport;
using Spectre.Console;

namespace ExportConsole.Output;

/// <summary>The counts of a run or plan, and the audience as Snapchat shows it, as a table.</summary>
internal static class ResultTable
{
    public static Table Of(ExportOutcome outcome)
    {
        Table table = new Table().AddColumn(outcome.Status).AddColumn(new TableColumn("").RightAligned());
        foreach (IdentifierCounts counts in outcome.Identifiers)
            AddCounts(table, counts, outcome);
        AddRow(table, outcome.Effort is null ? "Requests acknowledged" : "Requests", outcome.Requests);
        if (outcome.Effort is { } effort)
        {
            AddRow(table, "Bytes", effort.Bytes);
            table.AddRow("Least time", string.Create(CultureInfo.InvariantCulture, $"{effort.LeastTime.TotalSeconds:0.0} s"));
        }

        if (outcome.AudienceAfterwards is { } audience)
            AddAudience(table, audience);
        return table;
    }

    private static void AddCounts(Table table, IdentifierCounts counts, ExportOutcome outcome)
    {
        AddRow(table, "Read", counts.Read);
        AddRow(table, "Blank", counts.Blank);
        AddRow(table, "Refused", counts.RefusedTotal);
        foreach ((IdentifierStatus reason, long count) in counts.Refused.OrderBy(pair => pair.Key))
            AddRow(table, $"  {reason}", count);
        AddRow(table, "Duplicates", counts.Duplicates);
        AddRow(table, "Unique", counts.Unique);
        AddRow(table, outcome.Effort is null ? "Sent" : "To send", counts.Added);
        if (outcome.Effort is null)
            AddRow(table, "Accepted", counts.Accepted);
    }

    private static void AddAudience(Table table, SnapchatAudience audience)
    {
        table.AddEmptyRow();
        table.AddRow("Audience", audience.Id.Value);
        table.AddRow("Name", Markup.Escape(audience.Name));
        table.AddRow("Upload", audience.UploadStatus.ToString().EscapeMarkup());
        table.AddRow("Targetable", audience.TargetableStatus.ToString().EscapeMarkup());
        table.AddRow("People matched", audience.ApproximateSize?.ToString("N0", CultureInfo.InvariantCulture) ?? "unknown");
    }

    private static void AddRow(Table table, string name, long count) => table.AddRow(name, count.ToString("N0", CultureInfo.InvariantCulture));
}
