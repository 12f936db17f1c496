using Microsoft.Data.Sqlite;
using Snapchat.AudienceExport.Storage;

namespace Snapchat.AudienceExport.Sqlite;

/// <summary>The database file and the folder of the keys beside it, both for their owner only.</summary>
internal static class SqliteFile
{
    private const UnixFileMode OwnerFile = UnixFileMode.UserRead | UnixFileMode.UserWrite;
    private const UnixFileMode OwnerFolder = OwnerFile | UnixFileMode.UserExecute;

    public static string PathOf(SqliteAudienceExportOptions options) =>
        Path.GetFullPath(new SqliteConnectionStringBuilder(options.ConnectionString).DataSource);

    /// <summary>Makes the file if it is not there. SQLite gives its log files the rights of the database.</summary>
    public static void EnsureExists(string path)
    {
        if (File.Exists(path))
            return;
        try
        {
            Create(path);
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            throw new AudienceExportStoreException("The file of the SQLite store cannot be made; check its path, and the rights of this process.", exception);
        }
    }

    public static DirectoryInfo KeyRingFolder(SqliteAudienceExportOptions options) =>
        EnsureFolder(Path.GetFullPath(options.KeyRingFolder ?? PathOf(options) + ".keys"));

    private static void Create(string path)
    {
        EnsureFolder(Path.GetDirectoryName(path)!);
        var options = new FileStreamOptions { Mode = FileMode.OpenOrCreate, Access = FileAccess.Write, Share = FileShare.ReadWrite };
        if (!OperatingSystem.IsWindows())
            options.UnixCreateMode = OwnerFile;
        new FileStream(path, options).Dispose();
    }

    private static DirectoryInfo EnsureFolder(string path) =>
        OperatingSystem.IsWindows() ? Directory.CreateDirectory(path) : Directory.CreateDirectory(path, OwnerFolder);
}
