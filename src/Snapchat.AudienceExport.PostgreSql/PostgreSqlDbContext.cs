using Microsoft.EntityFrameworkCore;
using Snapchat.AudienceExport.Storage;

namespace Snapchat.AudienceExport.PostgreSql;

/// <summary>The home of the migrations for PostgreSQL.</summary>
internal sealed class PostgreSqlDbContext(DbContextOptions<PostgreSqlDbContext> options) : AudienceExportDbContext(options);
