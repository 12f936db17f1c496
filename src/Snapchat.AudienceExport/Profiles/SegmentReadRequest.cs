using Snapchat.AudienceExport.Profiles.Sources;

namespace Snapchat.AudienceExport;

/// <summary>Asks a source for the members of one segment.</summary>
/// <param name="Segment">The segment.</param>
/// <param name="Fields">The fields wanted, in the order of the columns of each <see cref="ProfileChunk"/>.</param>
public sealed record SegmentReadRequest(SegmentId Segment, IReadOnlyList<string> Fields)
{
    /// <summary>Gets the identity under which the source shall read, or null where the host knows only one.</summary>
    public Actor? ExportUser { get; init; }

    /// <summary>Finds the wanted fields among those the source has: by the exact name first, then by the only name that differs in case alone.</summary>
    /// <param name="existing">The names of the fields the source has, in the order of its columns.</param>
    /// <returns>For each of <see cref="Fields"/> its position in <paramref name="existing"/>.</returns>
    /// <exception cref="AudienceExportValidationException">A field is missing or ambiguous; all such fields are named.</exception>
    public int[] FindFields(IReadOnlyList<string> existing)
    {
        ArgumentNullException.ThrowIfNull(existing);
        return FieldNames.Find(Fields, existing);
    }
}
