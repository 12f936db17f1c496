using System.Buffers;

namespace Snapchat.AudienceExport.DuckDb.Files;

/// <summary>Finds what separates the fields of a CSV file from its header row alone. DuckDB's own detection looks at all rows, and takes malformed ones for a hint.</summary>
internal static class CsvDelimiter
{
    private const int MaxHeaderLength = 64 * 1024;

    private static readonly char[] Candidates = [',', ';', '\t', '|'];

    /// <summary>Returns the most frequent candidate outside quotes, a comma if there is none or no readable file.</summary>
    public static char Detect(string path)
    {
        char[] header = ArrayPool<char>.Shared.Rent(MaxHeaderLength);
        try
        {
            using var reader = new StreamReader(path);
            return Detect(header.AsSpan(0, reader.ReadBlock(header, 0, MaxHeaderLength)));
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            // DuckDB says better what is wrong with the file.
            return Candidates[0];
        }
        finally
        {
            ArrayPool<char>.Shared.Return(header, clearArray: true);
        }
    }

    private static char Detect(ReadOnlySpan<char> text)
    {
        Span<int> counts = stackalloc int[Candidates.Length];
        bool isQuoted = false;
        foreach (char character in text)
        {
            if (character is '\r' or '\n' && !isQuoted)
                break;
            isQuoted ^= character == '"';
            int candidate = Array.IndexOf(Candidates, character);
            if (candidate >= 0 && !isQuoted)
                counts[candidate]++;
        }

        int best = 0;
        for (int candidate = 1; candidate < counts.Length; candidate++)
        {
            if (counts[candidate] > counts[best])
                best = candidate;
        }

        return Candidates[best];
    }
}
