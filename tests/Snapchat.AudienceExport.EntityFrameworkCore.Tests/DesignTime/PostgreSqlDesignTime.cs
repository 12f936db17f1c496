using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Design;
using Snapchat.AudienceExport.PostgreSql;

namespace Snapchat.AudienceExport.EntityFrameworkCore.Tests.DesignTime;

/// <summary>For <c>dotnet ef migrations add NAME -c PostgreSqlDbContext -p src/Snapchat.AudienceExport.PostgreSql -s</c> this project.</summary>
internal sealed class PostgreSqlDesignTime : IDesignTimeDbContextFactory<PostgreSqlDbContext>
{
    public PostgreSqlDbContext CreateDbContext(string[] args) => new(new DbContextOptionsBuilder<PostgreSqlDbContext>().UseNpgsql("Host=design").Options);
}
