using Snapchat.AudienceExport;

namespace ExportConsole.Input;

/// <summary>Where the profiles come from, after a look at it.</summary>
/// <param name="Source">The source of one segment, <see cref="SegmentSource.SingleSegment"/>.</param>
/// <param name="Identifiers">Which of its fields hold identifiers.</param>
internal sealed record OpenedInput(ISegmentSource Source, IReadOnlyList<IdentifierMapping> Identifiers);
