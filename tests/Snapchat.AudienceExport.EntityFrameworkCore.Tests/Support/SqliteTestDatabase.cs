using Microsoft.Data.Sqlite;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Snapchat.AudienceExport.Sqlite;

namespace Snapchat.AudienceExport.EntityFrameworkCore.Tests.Support;

/// <summary>A SQLite file in a folder that is not there before.</summary>
public sealed class SqliteTestDatabase : TestDatabase
{
    public const string Word = "sqlite";

    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("audience-export-");

    public override string Kind => Word;

    public string File => Path.Combine(_folder.FullName, "state", "audience-export.db");

    public override string ConnectionString => $"Data Source={File}";

    protected override string TableNames => "SELECT name FROM sqlite_master WHERE type = 'table'";

    public override DbContext CreateContext() => Services.GetRequiredService<IDbContextFactory<SqliteDbContext>>().CreateDbContext();

    public override async ValueTask DisposeAsync()
    {
        await base.DisposeAsync();
        SqliteConnection.ClearAllPools();
        _folder.Delete(recursive: true);
    }
}
