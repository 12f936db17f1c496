using Microsoft.AspNetCore.DataProtection;

namespace Snapchat.AudienceExport;

/// <summary>Where the SQLite store is, and how it behaves.</summary>
public sealed class SqliteAudienceExportOptions
{
    /// <summary>Gets or sets the connection string, as in <c>Data Source=audience-export.db</c>. The file is for its owner only: it is made so, and its rights are narrowed if others have any.</summary>
    /// <value>Needed; it has to name a file.</value>
    public string ConnectionString { get; set; } = "";

    /// <summary>Gets or sets the folder of the keys that encrypt tokens. It is for its owner only: it is made so, and its rights are narrowed if others have any. Who copies the database and this folder can read the tokens.</summary>
    /// <value>The default is null: the path of the database with <c>.keys</c> at its end.</value>
    public string? KeyRingFolder { get; set; }

    /// <summary>Gets or sets what else protects the keys, as in <c>keys => keys.ProtectKeysWithCertificate(…)</c>.</summary>
    /// <value>The default is null: the rights of the folder alone.</value>
    public Action<IDataProtectionBuilder>? ConfigureKeyRing { get; set; }

    /// <summary>Gets or sets whether tables are made and updated when the host starts; otherwise call <c>MigrateAudienceExportStoreAsync</c>.</summary>
    /// <value>The default is true.</value>
    public bool ApplyMigrationsAtStart { get; set; } = true;

    /// <summary>Gets or sets how long a change waits for those of other processes; in whole seconds, rounded up. It is the connection string's <c>Default Timeout</c> as well.</summary>
    /// <value>1 second to 10 minutes. The default is 30 seconds.</value>
    public TimeSpan BusyTimeout { get; set; } = TimeSpan.FromSeconds(30);
}
