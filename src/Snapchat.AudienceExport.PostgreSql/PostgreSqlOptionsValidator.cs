using Microsoft.AspNetCore.DataProtection;
using Microsoft.AspNetCore.DataProtection.KeyManagement;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;
using Npgsql;

namespace Snapchat.AudienceExport.PostgreSql;

internal sealed class PostgreSqlOptionsValidator : IValidateOptions<PostgreSqlAudienceExportOptions>
{
    public ValidateOptionsResult Validate(string? name, PostgreSqlAudienceExportOptions options)
    {
        List<string> problems = [];
        if (!NamesHost(options.ConnectionString))
            problems.Add("The connection string of the PostgreSQL store is missing or malformed; it has to name at least a host, as in \"Host=db;Database=audience\".");
        if (options.ConfigureKeyRing is not { } configure)
            problems.Add("The key ring of the PostgreSQL store is not configured; set ConfigureKeyRing to say where all processes keep the keys that encrypt tokens, and what protects them.");
        else if (Find(configure) is { } problem)
            problems.Add(problem);
        return problems.Count > 0 ? ValidateOptionsResult.Fail(problems) : ValidateOptionsResult.Success;
    }

    private static bool NamesHost(string connectionString)
    {
        try
        {
            return !string.IsNullOrWhiteSpace(new NpgsqlConnectionStringBuilder(connectionString).Host);
        }
        catch (ArgumentException)
        {
            return false;
        }
    }

    /// <summary>Looks at what the host configured: without these two, Data Protection would choose a folder of this machine, and keep the keys in clear.</summary>
    private static string? Find(Action<IDataProtectionBuilder> configure)
    {
        var services = new ServiceCollection();
        configure(services.AddDataProtection());
        using ServiceProvider provider = services.BuildServiceProvider();
        KeyManagementOptions keys = provider.GetRequiredService<IOptions<KeyManagementOptions>>().Value;
        if (keys.XmlRepository is null)
            return "The key ring of the PostgreSQL store has no place; call one of the Persist… methods in ConfigureKeyRing, as PersistKeysToFileSystem.";
        return keys.XmlEncryptor is null
            ? "The keys of the PostgreSQL store would lie in clear; call one of the Protect… methods in ConfigureKeyRing, as ProtectKeysWithCertificate."
            : null;
    }
}
