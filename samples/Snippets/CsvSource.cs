using Snapchat.AudienceExport;
using Sylvan.Data.Csv;

namespace Snippets;

internal static class CsvSource
{
    public static ISegmentSource Make(string file)
    {
        #region csv
        // Without the option, Sylvan takes lines that begin with '#' for comments and leaves them out.
        var options = new CsvDataReaderOptions { Delimiter = ',', Comment = '\uFFFF' };
        ISegmentSource source = SegmentSource.FromDbDataReader(
            async (_, cancellationToken) => await CsvDataReader.CreateAsync(file, options, cancellationToken));
        #endregion
        return source;
    }
}
