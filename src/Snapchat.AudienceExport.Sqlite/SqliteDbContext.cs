using Microsoft.EntityFrameworkCore;
using Snapchat.AudienceExport.Storage;

namespace Snapchat.AudienceExport.Sqlite;

/// <summary>The home of the migrations for SQLite.</summary>
internal sealed class SqliteDbContext(DbContextOptions<SqliteDbContext> options) : AudienceExportDbContext(options);
