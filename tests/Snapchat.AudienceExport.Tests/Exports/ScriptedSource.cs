using System.Runtime.CompilerServices;

namespace Snapchat.AudienceExport.Tests.Exports;

/// <summary>A host's source whose answers a test writes; it remembers under whose identity it was asked.</summary>
internal sealed class ScriptedSource : ISegmentSource
{
    public Dictionary<string, string?[]> Segments { get; } = new(StringComparer.Ordinal) { ["buyers"] = ["a@example.com", "b@example.com"], ["visitors"] = ["c@example.com"] };

    public Dictionary<string, SegmentState> States { get; } = new(StringComparer.Ordinal);

    public Dictionary<string, string[]> Fields { get; } = new(StringComparer.Ordinal);

    public Exception? Failure { get; set; }

    public List<Actor?> AskedAs { get; } = [];

    public int Reads { get; private set; }

    public async IAsyncEnumerable<SegmentInfo> GetSegmentsAsync(SegmentQuery query, [EnumeratorCancellation] CancellationToken cancellationToken = default)
    {
        AskedAs.Add(query.ExportUser);
        foreach (string name in Segments.Keys)
        {
            await Task.Yield();
            ThrowIfBroken();
            var id = SegmentId.Parse(name);
            if (query.Segments.Count == 0 || query.Segments.Contains(id))
                yield return new SegmentInfo(id, $"Name of {name}") { MemberCount = Segments[name].Length, State = States.GetValueOrDefault(name) };
        }
    }

    public Task<IReadOnlyList<ProfileField>> GetProfileFieldsAsync(ProfileFieldQuery query, CancellationToken cancellationToken = default)
    {
        AskedAs.Add(query.ExportUser);
        ThrowIfBroken();
        string[] fields = query.Segment is { } segment && Fields.TryGetValue(segment.Value, out string[]? own) ? own : ["email"];
        return Task.FromResult<IReadOnlyList<ProfileField>>([.. fields.Select(name => new ProfileField(name))]);
    }

    public async IAsyncEnumerable<ProfileChunk> ReadAsync(SegmentReadRequest request, [EnumeratorCancellation] CancellationToken cancellationToken = default)
    {
        Reads++;
        AskedAs.Add(request.ExportUser);
        ThrowIfBroken();
        using var builder = new ProfileChunkBuilder(request.Fields.Count);
        foreach (string? email in Segments[request.Segment.Value])
        {
            builder.Append(0, email);
            builder.EndRow();
        }

        await Task.Yield();
        yield return builder.Build();
    }

    private void ThrowIfBroken()
    {
        if (Failure is not null)
            throw Failure;
    }
}
