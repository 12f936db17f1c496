using Snapchat.AudienceExport.EntityFrameworkCore.Tests.Support;

namespace Snapchat.AudienceExport.EntityFrameworkCore.Tests.Kill;

public sealed class SqliteKillTests(SqliteTestDatabase database) : KillTests<SqliteTestDatabase>(database);
