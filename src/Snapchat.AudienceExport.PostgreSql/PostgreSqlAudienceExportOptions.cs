using Microsoft.AspNetCore.DataProtection;

namespace Snapchat.AudienceExport;

/// <summary>Where the PostgreSQL store is, and how it behaves.</summary>
public sealed class PostgreSqlAudienceExportOptions
{
    /// <summary>Gets or sets the connection string, in the form of Npgsql. Its user needs the right to read and write the tables, and to make them if migrations are applied.</summary>
    /// <value>Needed.</value>
    public string ConnectionString { get; set; } = "";

    /// <summary>
    /// Gets or sets where the keys that encrypt tokens are kept, and what protects them: all processes have to share them. As in
    /// <c>keys => keys.PersistKeysToFileSystem(new DirectoryInfo("/mnt/shared/keys")).ProtectKeysWithCertificate(certificate)</c>.
    /// </summary>
    /// <value>Needed: no place is right for every host.</value>
    public Action<IDataProtectionBuilder>? ConfigureKeyRing { get; set; }

    /// <summary>Gets or sets whether tables are made and updated when the host starts; otherwise call <c>MigrateAudienceExportStoreAsync</c>.</summary>
    /// <value>The default is false: in production another database user than the host's may have the right to.</value>
    public bool ApplyMigrationsAtStart { get; set; }
}
