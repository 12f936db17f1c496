using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Design;
using Snapchat.AudienceExport.Sqlite;

namespace Snapchat.AudienceExport.EntityFrameworkCore.Tests.DesignTime;

/// <summary>For <c>dotnet ef migrations add NAME -c SqliteDbContext -p src/Snapchat.AudienceExport.Sqlite -s</c> this project.</summary>
internal sealed class SqliteDesignTime : IDesignTimeDbContextFactory<SqliteDbContext>
{
    public SqliteDbContext CreateDbContext(string[] args) => new(new DbContextOptionsBuilder<SqliteDbContext>().UseSqlite("Data Source=design.db").Options);
}
