namespace Snapchat.AudienceExport.DuckDb.Files;

/// <summary>A folder of which each file is a segment.</summary>
internal static class SegmentFolder
{
    /// <exception cref="SegmentSourceException">The folder cannot be read, or a file's name cannot be an ID.</exception>
    public static IEnumerable<SegmentDefinition> List(string folder)
    {
        try
        {
            return [.. Directory.EnumerateFiles(folder).Where(IsSegment).Order(StringComparer.Ordinal).Select(Define)];
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            throw new SegmentSourceException($"The folder '{folder}' of the segments is missing or cannot be read; create it, or name another one.", exception);
        }
    }

    // A leading dot or underscore marks what is not ready, as many writers of files do.
    private static bool IsSegment(string path) => SegmentFile.IsSupported(path) && Path.GetFileName(path)[0] is not ('.' or '_');

    private static SegmentDefinition Define(string path) => SegmentId.TryParse(Path.GetFileNameWithoutExtension(path), null, out SegmentId id)
        ? SegmentFile.Define(id, path)
        : throw new SegmentSourceException($"The name of file '{Path.GetFileName(path)}' cannot be the ID of a segment; use 1 to 200 characters, none of them a control character.");
}
