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
        {
            if (outcome.Identifiers.Count > 1)
                table.AddRow(Title(counts.Kind), "");
            AddCounts(table, counts, isPlan: outcome.Effort is not null);
            if (outcome.Identifiers.Count > 1)
                table.AddEmptyRow();
        }

        if (outcome.Effort is { } effort)
            AddPlan(table, outcome, effort);
        else
            AddRow(table, "Requests acknowledged", outcome.Requests);
        if (outcome.AudienceAfterwards is { } audience)
            AddAudience(table, audience);
        return table;
    }

    private static string Title(IdentifierKind kind) => kind switch
    {
        IdentifierKind.Phone => "Phone numbers",
        IdentifierKind.MobileAdId => "Mobile advertising IDs",
        _ => "Emails",
    };

    private static void AddCounts(Table table, IdentifierCounts counts, bool isPlan)
    {
        AddRow(table, "Read", counts.Read);
        AddRow(table, "Blank", counts.Blank);
        AddRow(table, "Refused", counts.RefusedTotal);
        foreach ((IdentifierStatus reason, long count) in counts.Refused.OrderBy(pair => pair.Key))
            AddRow(table, $"  {reason}", count);
        AddRow(table, "Duplicates", counts.Duplicates);
        AddRow(table, "Unique", counts.Unique);
        if (counts.Suppressed > 0)
            AddRow(table, "Left out, erased", counts.Suppressed);
        AddRow(table, "There already", counts.Unchanged);
        AddRow(table, isPlan ? "To add" : "Sent", counts.Added);
        if (!isPlan)
            AddRow(table, "Accepted", counts.Accepted);
        AddRow(table, isPlan ? "To remove" : "Removed", counts.Removed);
    }

    private static void AddPlan(Table table, ExportOutcome outcome, (long Bytes, TimeSpan LeastTime) effort)
    {
        AddRow(table, "Removals withheld", outcome.WithheldRemovals);
        AddRow(table, "Requests", outcome.Requests);
        AddRow(table, "Bytes", effort.Bytes);
        table.AddRow("Least time", string.Create(CultureInfo.InvariantCulture, $"{effort.LeastTime.TotalSeconds:0.0} s"));
        if (outcome.Token is { } token)
            table.AddRow("Token of the plan", token);
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
