using Snapchat.AudienceExport.EntityFrameworkCore.Tests.Support;

namespace Snapchat.AudienceExport.EntityFrameworkCore.Tests.Membership;

public sealed class SqliteDamagedMembershipTests(SqliteTestDatabase database) : DamagedMembershipTests<SqliteTestDatabase>(database);
