using System.Diagnostics;
using System.Runtime.CompilerServices;
using System.Text.Unicode;

namespace Snapchat.AudienceExport.Chaos.Tests.World;

/// <summary>Makes people while they are read.</summary>
internal sealed class GeneratedSource(GeneratedPeople people) : ISegmentSource
{
    private const int MaxEmailLength = 64;

    public async IAsyncEnumerable<SegmentInfo> GetSegmentsAsync(SegmentQuery query, [EnumeratorCancellation] CancellationToken cancellationToken = default)
    {
        await Task.Yield();
        yield return new SegmentInfo(SegmentId.Parse(Population.SegmentNames[0]), "Everybody") { MemberCount = people.Count };
    }

    public Task<IReadOnlyList<ProfileField>> GetProfileFieldsAsync(ProfileFieldQuery query, CancellationToken cancellationToken = default) =>
        Task.FromResult<IReadOnlyList<ProfileField>>([new(PeopleSource.Email)]);

    public async IAsyncEnumerable<ProfileChunk> ReadAsync(SegmentReadRequest request, [EnumeratorCancellation] CancellationToken cancellationToken = default)
    {
        await Task.Yield();
        var builder = new ProfileChunkBuilder(request.Fields.Count);
        for (int row = 0; row < people.Count; row++)
        {
            if (row == people.DiesAt)
                Process.GetCurrentProcess().Kill();
            Append(builder, people.First + row);
            if (!builder.IsFull)
                continue;
            yield return builder.Build();
            builder.Dispose();
            builder = new ProfileChunkBuilder(request.Fields.Count);
        }

        if (builder.Count > 0)
            yield return builder.Build();
        builder.Dispose();
    }

    /// <summary>Writes the email of somebody.</summary>
    /// <returns>Its length.</returns>
    public static int Write(int number, Span<byte> destination)
    {
        Utf8.TryWrite(destination, $"customer{number}@example.com", out int length);
        return length;
    }

    private static void Append(ProfileChunkBuilder builder, int number)
    {
        Span<byte> email = stackalloc byte[MaxEmailLength];
        builder.Append(0, email[..Write(number, email)]);
        builder.EndRow();
    }
}
