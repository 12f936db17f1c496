using Snapchat.AudienceExport.EntityFrameworkCore.Tests.Support;

namespace Snapchat.AudienceExport.EntityFrameworkCore.Tests.Kill;

public sealed class PostgreSqlKillTests(PostgreSqlTestDatabase database) : KillTests<PostgreSqlTestDatabase>(database);
