using System.Net.Http.Json;
using System.Runtime.CompilerServices;
using Snapchat.AudienceExport;

namespace Snippets;

#region own-source
internal sealed class CrmSegmentSource(HttpClient crm) : ISegmentSource
{
    private static readonly string[] Fields = ["email", "phone"];

    public async IAsyncEnumerable<SegmentInfo> GetSegmentsAsync(SegmentQuery query, [EnumeratorCancellation] CancellationToken cancellationToken = default)
    {
        foreach (CrmSegment segment in await GetAsync<CrmSegment[]>("segments", cancellationToken))
        {
            var id = SegmentId.Parse(segment.Id);
            if (query.Includes(id))
                yield return new SegmentInfo(id, segment.Name) { MemberCount = segment.Count };
        }
    }

    public async Task<IReadOnlyList<ProfileField>> GetProfileFieldsAsync(ProfileFieldQuery query, CancellationToken cancellationToken = default)
    {
        if (query.Segment is { } segment)
            await GetAsync<CrmSegment>(PathOf(segment), cancellationToken); // throws if there is no such segment
        return [.. Fields.Select(name => ProfileField.Describe(name))];
    }

    public async IAsyncEnumerable<ProfileChunk> ReadAsync(SegmentReadRequest request, [EnumeratorCancellation] CancellationToken cancellationToken = default)
    {
        int[] positions = request.FindFields(Fields); // throws, naming them, if fields are asked for that are not there
        using var chunk = new ProfileChunkBuilder(positions.Length);
        for (string? page = $"{PathOf(request.Segment)}/members"; page is not null;)
        {
            CrmPage members = await GetAsync<CrmPage>(page, cancellationToken);
            foreach (CrmMember member in members.Items)
            {
                string?[] values = [member.Email, member.Phone];
                for (int field = 0; field < positions.Length; field++)
                    chunk.Append(field, values[positions[field]]);
                chunk.EndRow();
                if (chunk.IsFull)
                    yield return chunk.Build();
            }

            page = members.Next;
        }

        if (chunk.Count > 0)
            yield return chunk.Build();
    }

    private static string PathOf(SegmentId segment) => $"segments/{Uri.EscapeDataString(segment.Value)}";

    // A page that cannot be read ends the export: fewer members than there are would look like people who left.
    private async Task<T> GetAsync<T>(string path, CancellationToken cancellationToken)
    {
        using HttpResponseMessage answer = await crm.GetAsync(path, cancellationToken);
        if (!answer.IsSuccessStatusCode)
            throw new SegmentSourceException($"The CRM answered {(int)answer.StatusCode} to a request for {typeof(T).Name}; look at its status page.");
        return await answer.Content.ReadFromJsonAsync<T>(cancellationToken) ?? throw new SegmentSourceException("The CRM answered nothing; look at its status page.");
    }

    private sealed record CrmSegment(string Id, string Name, long Count);

    private sealed record CrmPage(CrmMember[] Items, string? Next);

    private sealed record CrmMember(string? Email, string? Phone);
}
#endregion
