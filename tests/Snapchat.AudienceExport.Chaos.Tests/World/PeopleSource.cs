using System.Runtime.CompilerServices;

namespace Snapchat.AudienceExport.Chaos.Tests.World;

/// <summary>The segments as they are at one moment.</summary>
/// <param name="segments">Who is in which segment.</param>
internal sealed class PeopleSource(IReadOnlyDictionary<string, IReadOnlyList<Person>> segments) : ISegmentSource
{
    public const string Email = "email";
    public const string Phone = "phone";
    public const string MobileAdId = "mobile";

    public static readonly IReadOnlyDictionary<IdentifierKind, IdentifierMapping> Mappings = new Dictionary<IdentifierKind, IdentifierMapping>
    {
        [IdentifierKind.Email] = new(IdentifierKind.Email, Email),
        [IdentifierKind.Phone] = new(IdentifierKind.Phone, Phone) { IsHashed = true },
        [IdentifierKind.MobileAdId] = new(IdentifierKind.MobileAdId, MobileAdId),
    };

    public async IAsyncEnumerable<SegmentInfo> GetSegmentsAsync(SegmentQuery query, [EnumeratorCancellation] CancellationToken cancellationToken = default)
    {
        foreach ((string name, IReadOnlyList<Person> people) in segments)
        {
            await Task.Yield();
            yield return new SegmentInfo(SegmentId.Parse(name), name) { MemberCount = people.Count };
        }
    }

    public Task<IReadOnlyList<ProfileField>> GetProfileFieldsAsync(ProfileFieldQuery query, CancellationToken cancellationToken = default) =>
        Task.FromResult<IReadOnlyList<ProfileField>>([new(Email), new(Phone), new(MobileAdId)]);

    public async IAsyncEnumerable<ProfileChunk> ReadAsync(SegmentReadRequest request, [EnumeratorCancellation] CancellationToken cancellationToken = default)
    {
        using var builder = new ProfileChunkBuilder(request.Fields.Count);
        foreach (Person person in segments[request.Segment.Value])
        {
            for (int field = 0; field < request.Fields.Count; field++)
                builder.Append(field, person[request.Fields[field]]);
            builder.EndRow();
        }

        await Task.Yield();
        yield return builder.Build();
    }
}
