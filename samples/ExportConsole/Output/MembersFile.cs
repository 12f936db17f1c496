using ExportConsole.CommandLine;
using Snapchat.AudienceExport;

namespace ExportConsole.Output;

/// <summary>The file of <c>--audience-out</c>: digests in lower-case hexadecimal, sorted, one per line.</summary>
internal sealed class MembersFile
{
    private readonly string _file;

    private MembersFile(string file) => _file = file;

    /// <summary>Finds out before the run whether the file can be written.</summary>
    /// <exception cref="UsageException">It cannot.</exception>
    public static MembersFile Claim(string file)
    {
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

    public void Write(IEnumerable<Sha256Digest> digests)
    {
        using StreamWriter writer = File.CreateText(_file);
        writer.NewLine = "\n";
        foreach (Sha256Digest digest in digests.Order())
            writer.WriteLine(digest);
    }
}
