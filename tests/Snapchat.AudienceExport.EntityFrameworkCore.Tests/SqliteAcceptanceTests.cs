using Microsoft.Extensions.DependencyInjection;
using Snapchat.AudienceExport.EntityFrameworkCore.Tests.Support;
using Snapchat.AudienceExport.Tests.Acceptance;

namespace Snapchat.AudienceExport.EntityFrameworkCore.Tests;

/// <summary>The acceptance paths over a SQLite file.</summary>
public sealed class SqliteAcceptanceTests : AcceptancePaths
{
    private readonly TemporaryFolder _folder = new();

    protected override void UseStore(ISnapchatAudienceExportBuilder builder) => builder.UseSqlite($"Data Source={Path.Combine(_folder.Path, "audience-export.db")}");

    protected override ValueTask DisposeStoreAsync()
    {
        _folder.Dispose();
        return ValueTask.CompletedTask;
    }
}
