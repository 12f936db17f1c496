using Snapchat.AudienceExport.EntityFrameworkCore.Tests.Support;

namespace Snapchat.AudienceExport.EntityFrameworkCore.Tests.Membership;

public sealed class PostgreSqlDamagedMembershipTests(PostgreSqlTestDatabase database) : DamagedMembershipTests<PostgreSqlTestDatabase>(database);
