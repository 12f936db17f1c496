using Snapchat.AudienceExport.Membership;

namespace Snapchat.AudienceExport.Tests.Membership;

internal static class SuppressionListExtensions
{
    public static Task AddAsync(this SuppressionList list, IdentifierKind kind, IEnumerable<Sha256Digest> digests, CancellationToken cancellationToken) =>
        list.AddAsync(Entry(kind, digests, lifts: false), cancellationToken);

    public static Task LiftAsync(this SuppressionList list, IdentifierKind kind, IEnumerable<Sha256Digest> digests, CancellationToken cancellationToken) =>
        list.AddAsync(Entry(kind, digests, lifts: true), cancellationToken);

    private static SuppressionEntry Entry(IdentifierKind kind, IEnumerable<Sha256Digest> digests, bool lifts) =>
        SuppressionEntry.New(TimeProvider.System, lifts, new Dictionary<IdentifierKind, IReadOnlyList<Sha256Digest>> { [kind] = [.. digests] });
}
