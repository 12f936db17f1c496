using System.Text.Encodings.Web;
using System.Text.Json;
using Snapchat.AudienceExport;

namespace ExportConsole.Output;

/// <summary>One JSON object on standard output, for programs; what went wrong also as a sentence on standard error.</summary>
internal sealed class JsonView : IExportView
{
    public void Begin(string what)
    {
    }

    public void Note(string what)
    {
    }

    public Task<T> WatchAsync<T>(Func<IProgress<ExportProgress>?, Task<T>> work) => work(null);

    public void End(ExportOutcome outcome)
    {
        using Stream output = Console.OpenStandardOutput();
        using (var json = new Utf8JsonWriter(output, new JsonWriterOptions { Indented = true, Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping }))
            Write(json, outcome);
        output.WriteByte((byte)'\n');
        if (outcome.Problem is { } problem)
            Console.Error.WriteLine(problem);
    }

    private static void Write(Utf8JsonWriter json, ExportOutcome outcome)
    {
        json.WriteStartObject();
        json.WriteString("status", outcome.Status);
        WriteAudience(json, outcome);
        json.WriteNumber("requests", outcome.Requests);
        if (outcome.Effort is { } effort)
        {
            json.WriteNumber("bytes", effort.Bytes);
            json.WriteNumber("leastSeconds", effort.LeastTime.TotalSeconds);
            json.WriteNumber("withheldRemovals", outcome.WithheldRemovals);
            json.WriteString("token", outcome.Token);
        }

        json.WriteStartArray("warnings");
        foreach (string warning in outcome.Warnings)
            json.WriteStringValue(warning);
        json.WriteEndArray();
        json.WriteStartObject("identifiers");
        foreach (IdentifierCounts counts in outcome.Identifiers)
            WriteCounts(json, counts);
        json.WriteEndObject();
        if (outcome.Erasure is { } erasure)
            WriteErasure(json, erasure);
        if (outcome.Problem is { } problem)
            json.WriteString("problem", problem);
        json.WriteEndObject();
    }

    private static void WriteAudience(Utf8JsonWriter json, ExportOutcome outcome)
    {
        if (outcome.Audience is not { } id)
            return;
        json.WriteStartObject("audience");
        json.WriteString("id", id.Value);
        if (outcome.AudienceAfterwards is { } audience)
        {
            json.WriteString("name", audience.Name);
            json.WriteString("uploadStatus", audience.UploadStatus.ToString());
            json.WriteString("targetableStatus", audience.TargetableStatus.ToString());
            if (audience.ApproximateSize is { } size)
                json.WriteNumber("size", size);
        }

        json.WriteEndObject();
    }

    private static void WriteErasure(Utf8JsonWriter json, IReadOnlyList<AudienceErasure> erasure)
    {
        json.WriteStartArray("erasure");
        foreach (AudienceErasure audience in erasure)
        {
            json.WriteStartObject();
            json.WriteString("audience", audience.Audience.Value);
            json.WriteString("status", audience.Status.ToString());
            if (audience.Detail is { } detail)
                json.WriteString("detail", detail);
            json.WriteStartArray("kindsNotGiven");
            foreach (IdentifierKind kind in audience.KindsNotGiven)
                json.WriteStringValue(JsonNamingPolicy.CamelCase.ConvertName(kind.ToString()));
            json.WriteEndArray();
            json.WriteEndObject();
        }

        json.WriteEndArray();
    }

    private static void WriteCounts(Utf8JsonWriter json, IdentifierCounts counts)
    {
        json.WriteStartObject(JsonNamingPolicy.CamelCase.ConvertName(counts.Kind.ToString()));
        json.WriteNumber("read", counts.Read);
        json.WriteNumber("blank", counts.Blank);
        json.WriteStartObject("refused");
        foreach ((IdentifierStatus reason, long count) in counts.Refused.OrderBy(pair => pair.Key))
            json.WriteNumber(reason.ToString(), count);
        json.WriteEndObject();
        json.WriteNumber("duplicates", counts.Duplicates);
        json.WriteNumber("unique", counts.Unique);
        json.WriteNumber("added", counts.Added);
        json.WriteNumber("removed", counts.Removed);
        json.WriteNumber("unchanged", counts.Unchanged);
        json.WriteNumber("suppressed", counts.Suppressed);
        json.WriteNumber("accepted", counts.Accepted);
        json.WriteEndObject();
    }
}
