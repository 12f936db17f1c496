using Snapchat.AudienceExport.EntityFrameworkCore.Tests.Support;

namespace Snapchat.AudienceExport.EntityFrameworkCore.Tests.Kill;

public sealed class SqliteMembershipKillTests(SqliteTestDatabase database) : MembershipKillTests<SqliteTestDatabase>(database);
