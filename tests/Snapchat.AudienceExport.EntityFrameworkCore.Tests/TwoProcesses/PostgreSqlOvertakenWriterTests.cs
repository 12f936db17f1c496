using Snapchat.AudienceExport.EntityFrameworkCore.Tests.Support;

namespace Snapchat.AudienceExport.EntityFrameworkCore.Tests.TwoProcesses;

public sealed class PostgreSqlOvertakenWriterTests(PostgreSqlTestDatabase database) : OvertakenWriterTests<PostgreSqlTestDatabase>(database);
