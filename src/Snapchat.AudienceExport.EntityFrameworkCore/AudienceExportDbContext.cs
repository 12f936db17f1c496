using Microsoft.EntityFrameworkCore;
using Snapchat.AudienceExport.EntityFrameworkCore.Mapping;
using Snapchat.AudienceExport.EntityFrameworkCore.Rows;

namespace Snapchat.AudienceExport.Storage;

/// <summary>The tables of the store. A package per database derives from it, to give its migrations a home.</summary>
public abstract class AudienceExportDbContext : DbContext
{
    /// <summary>The table that remembers which migrations were applied: apart from the host's own, which may live in the same database.</summary>
    public const string MigrationsTable = "audience_export_migrations";

    /// <summary>Initializes the context.</summary>
    /// <param name="options">The options, with a provider.</param>
    protected AudienceExportDbContext(DbContextOptions options)
        : base(options)
    {
    }

    internal DbSet<ConnectionRow> Connections => Set<ConnectionRow>();

    internal DbSet<TokenRow> Tokens => Set<TokenRow>();

    internal DbSet<AuthenticationRow> Authentications => Set<AuthenticationRow>();

    internal DbSet<ExportRow> Exports => Set<ExportRow>();

    internal DbSet<RunRow> Runs => Set<RunRow>();

    internal DbSet<LeaseRow> Leases => Set<LeaseRow>();

    internal DbSet<AuditRow> Audit => Set<AuditRow>();

    internal DbSet<MembershipPointerRow> MembershipPointers => Set<MembershipPointerRow>();

    internal DbSet<MembershipSetRow> MembershipSets => Set<MembershipSetRow>();

    internal DbSet<MembershipPartRow> MembershipParts => Set<MembershipPartRow>();

    internal DbSet<MembershipLogRow> MembershipLogs => Set<MembershipLogRow>();

    internal DbSet<SuppressionRow> Suppressions => Set<SuppressionRow>();
    internal DbSet<SettingRow> Settings => Set<SettingRow>();

    internal DbSet<RateRow> Rates => Set<RateRow>();

    /// <inheritdoc/>
    protected override void ConfigureConventions(ModelConfigurationBuilder configurationBuilder)
    {
        ArgumentNullException.ThrowIfNull(configurationBuilder);
        configurationBuilder.Properties<DateTimeOffset>().HaveConversion<UtcConverter>();
        configurationBuilder.Properties<ConnectionId>().HaveConversion<ConnectionIdConverter>();
        configurationBuilder.Properties<ExportId>().HaveConversion<ExportIdConverter>();
        configurationBuilder.Properties<RunId>().HaveConversion<RunIdConverter>();
        configurationBuilder.Properties<AudienceId>().HaveConversion<AudienceIdConverter>();

        // Names, since numbers mean nothing to who reads the tables.
        configurationBuilder.Properties<Enum>().HaveConversion<string>();
    }

    /// <inheritdoc/>
    protected override void OnModelCreating(ModelBuilder modelBuilder)
    {
        ArgumentNullException.ThrowIfNull(modelBuilder);
        modelBuilder.Entity<ConnectionRow>(ConnectionRow.Configure);
        modelBuilder.Entity<TokenRow>(TokenRow.Configure);
        modelBuilder.Entity<AuthenticationRow>(AuthenticationRow.Configure);
        modelBuilder.Entity<ExportRow>(ExportRow.Configure);
        modelBuilder.Entity<RunRow>(RunRow.Configure);
        modelBuilder.Entity<LeaseRow>(LeaseRow.Configure);
        modelBuilder.Entity<AuditRow>(AuditRow.Configure);
        modelBuilder.Entity<MembershipPointerRow>(MembershipPointerRow.Configure);
        modelBuilder.Entity<MembershipSetRow>(MembershipSetRow.Configure);
        modelBuilder.Entity<MembershipPartRow>(MembershipPartRow.Configure);
        modelBuilder.Entity<MembershipLogRow>(MembershipLogRow.Configure);
        modelBuilder.Entity<SuppressionRow>(SuppressionRow.Configure);
        modelBuilder.Entity<SettingRow>(SettingRow.Configure);
        modelBuilder.Entity<RateRow>(RateRow.Configure);
        modelBuilder.Model.UseSnakeCase();
    }
}
