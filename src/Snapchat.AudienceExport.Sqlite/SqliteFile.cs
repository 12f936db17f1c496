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

    /// <summary>Makes the file if it is not there, and takes the rights of others if it is. SQLite gives its log files the rights of the database.</summary>
    public static void EnsureExists(string path)
    {
        try
        {
            if (!File.Exists(path))
                Create(path);
            Restrict(path, OwnerFile);
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            throw new AudienceExportStoreException("The file of the SQLite store cannot be made, or others may read it and this process cannot change that; check its path, its owner, and the rights of this process.", exception);
        }
    }

    public static DirectoryInfo KeyRingFolder(SqliteAudienceExportOptions options)
    {
        try
        {
            DirectoryInfo folder = EnsureFolder(Path.GetFullPath(options.KeyRingFolder ?? PathOf(options) + ".keys"));
            Restrict(folder.FullName, OwnerFolder);
            return folder;
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            throw new AudienceExportStoreException("The folder of the SQLite store's keys cannot be made, or others may read it and this process cannot change that; check its path, its owner, and the rights of this process.", exception);
        }
    }

    private static void Create(string path)
    {
        EnsureFolder(Path.GetDirectoryName(path)!);
        var options = new FileStreamOptions { Mode = FileMode.OpenOrCreate, Access = FileAccess.Write, Share = FileShare.ReadWrite };
        if (!OperatingSystem.IsWindows())
            options.UnixCreateMode = OwnerFile;
        new FileStream(path, options).Dispose();
    }

    private static void Restrict(string path, UnixFileMode rights)
    {
        if (!OperatingSystem.IsWindows() && (File.GetUnixFileMode(path) & ~rights) != UnixFileMode.None)
            File.SetUnixFileMode(path, File.GetUnixFileMode(path) & rights);
    }

    private static DirectoryInfo EnsureFolder(string path) =>
        OperatingSystem.IsWindows() ? Directory.CreateDirectory(path) : Directory.CreateDirectory(path, OwnerFolder);
}
