using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Npgsql;
using Snapchat.AudienceExport.PostgreSql;

namespace Snapchat.AudienceExport.EntityFrameworkCore.Tests.Support;

/// <summary>A database of its own on the server that <c>tests/run.sh</c> starts.</summary>
public sealed class PostgreSqlTestDatabase : TestDatabase
{
    public const string Variable = "AUDIENCE_EXPORT_POSTGRES";

    private readonly string _name = $"test_{Guid.NewGuid():N}";

    public override string Kind => "postgresql";

    public override string ConnectionString => new NpgsqlConnectionStringBuilder(Server) { Database = _name }.ConnectionString;

    protected override string TableNames => "SELECT table_name FROM information_schema.tables WHERE table_schema = 'public'";

    private static string Server => Environment.GetEnvironmentVariable(Variable)
        ?? throw new InvalidOperationException($"The tests need a PostgreSQL server: run tests/run.sh, which starts one, or set {Variable} to a connection string of a user who may create databases.");

    public override DbContext CreateContext() => Services.GetRequiredService<IDbContextFactory<PostgreSqlDbContext>>().CreateDbContext();

    public override async ValueTask InitializeAsync()
    {
        await ExecuteOnServerAsync($"CREATE DATABASE {_name}");
        await base.InitializeAsync();
    }

    public override async ValueTask DisposeAsync()
    {
        await base.DisposeAsync();
        NpgsqlConnection.ClearAllPools();
        await ExecuteOnServerAsync($"DROP DATABASE {_name} WITH (FORCE)");
    }

    private static async Task ExecuteOnServerAsync(string sql)
    {
        await using NpgsqlDataSource source = NpgsqlDataSource.Create(new NpgsqlConnectionStringBuilder(Server) { Pooling = false });
        await using NpgsqlCommand command = source.CreateCommand(sql);
        await command.ExecuteNonQueryAsync(TestContext.Current.CancellationToken);
    }
}
