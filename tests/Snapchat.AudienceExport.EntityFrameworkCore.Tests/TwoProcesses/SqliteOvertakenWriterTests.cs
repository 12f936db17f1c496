using Snapchat.AudienceExport.EntityFrameworkCore.Tests.Support;

namespace Snapchat.AudienceExport.EntityFrameworkCore.Tests.TwoProcesses;

public sealed class SqliteOvertakenWriterTests(SqliteTestDatabase database) : OvertakenWriterTests<SqliteTestDatabase>(database);
