using Microsoft.Data.Sqlite;

namespace Snapchat.AudienceExport.EntityFrameworkCore.Tests.Support;

/// <summary>A folder of one test, gone after it.</summary>
internal sealed class TemporaryFolder : IDisposable
{
    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("audience-export-");

    public string Path => _folder.FullName;

    public void Dispose()
    {
        SqliteConnection.ClearAllPools();
        _folder.Delete(recursive: true);
    }
}
