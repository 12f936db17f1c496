using Snapchat.AudienceExport.EntityFrameworkCore.Tests.Support;

namespace Snapchat.AudienceExport.EntityFrameworkCore.Tests.Membership;

public sealed class SqliteMembershipStoreTests(SqliteTestDatabase database) : MembershipStoreTests<SqliteTestDatabase>(database);
