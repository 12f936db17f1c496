using Snapchat.AudienceExport.Hashing;

namespace Snapchat.AudienceExport.Membership;

/// <summary>A mapped column of every chunk: the kind it holds, its position among the fields that are read, and how its values become digests.</summary>
internal readonly record struct CollectedColumn(IdentifierKind Kind, int Field, IdentifierHasher Hasher);
