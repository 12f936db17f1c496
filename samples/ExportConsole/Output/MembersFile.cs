using ExportConsole.CommandLine;
using Snapchat.AudienceExport;

namespace ExportConsole.Output;

/// <summary>The file of <c>--audience-out</c>: digests in lower-case hexadecimal, sorted, one per line.</summary>
internal sealed class MembersFile
{
    private readonly string _file;

    private MembersFile(string file) => _file = file;

    /// <summary>Finds out before the run whether the file can be written.</summary>
    /// <param name="file">The file.</param>
    /// <param name="input">The file that is exported, which must not be overwritten; null if it is the bundled one.</param>
    /// <exception cref="UsageException">It cannot.</exception>
    public static MembersFile Claim(string file, string? input)
    {
        if (input is not null && file.Length > 0 && string.Equals(Path.GetFullPath(file), Path.GetFullPath(input), StringComparison.Ordinal))
            throw new UsageException($"--audience-out would overwrite the customers in '{file}'; choose another file.");
        try
        {
            File.OpenHandle(file, FileMode.OpenOrCreate, FileAccess.Write).Dispose();
            return new MembersFile(file);
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException or ArgumentException)
        {
            throw new UsageException($"'{file}' cannot be written; choose another file with --audience-out.");
        }
    }

    /// <returns>False if it could not be written, which is said on standard error.</returns>
    public bool TryWrite(IEnumerable<Sha256Digest> digests)
    {
        try
        {
            using StreamWriter writer = File.CreateText(_file);
            writer.NewLine = "\n";
            foreach (Sha256Digest digest in digests.Order())
                writer.WriteLine(digest);
            return true;
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            Console.Error.WriteLine($"The export is done, but '{_file}' could not be written ({exception.GetType().Name}); check the disk and run again.");
            return false;
        }
    }
}
