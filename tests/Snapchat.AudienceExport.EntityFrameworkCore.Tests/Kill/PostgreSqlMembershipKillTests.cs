using Snapchat.AudienceExport.EntityFrameworkCore.Tests.Support;

namespace Snapchat.AudienceExport.EntityFrameworkCore.Tests.Kill;

public sealed class PostgreSqlMembershipKillTests(PostgreSqlTestDatabase database) : MembershipKillTests<PostgreSqlTestDatabase>(database);
