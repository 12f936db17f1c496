using Snapchat.AudienceExport.EntityFrameworkCore.Tests.Support;

namespace Snapchat.AudienceExport.EntityFrameworkCore.Tests.Membership;

public sealed class PostgreSqlMembershipStoreTests(PostgreSqlTestDatabase database) : MembershipStoreTests<PostgreSqlTestDatabase>(database);
