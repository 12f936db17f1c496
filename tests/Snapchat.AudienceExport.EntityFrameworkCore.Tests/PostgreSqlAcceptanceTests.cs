using Microsoft.Extensions.DependencyInjection;
using Snapchat.AudienceExport.EntityFrameworkCore.Tests.Support;
using Snapchat.AudienceExport.Tests.Acceptance;

namespace Snapchat.AudienceExport.EntityFrameworkCore.Tests;

/// <summary>The acceptance paths over a PostgreSQL database.</summary>
public sealed class PostgreSqlAcceptanceTests : AcceptancePaths
{
    private readonly PostgreSqlTestDatabase _database = new();

    protected override ValueTask PrepareStoreAsync() => _database.InitializeAsync();

    protected override void UseStore(ISnapchatAudienceExportBuilder builder) =>
        builder.UsePostgreSql(_database.ConnectionString, options => options.ConfigureKeyRing = TestKeys.Configure);

    protected override ValueTask DisposeStoreAsync() => _database.DisposeAsync();
}
