using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;
using Snapchat.AudienceExport.Membership;
using Snapchat.AudienceExport.Storage;

namespace Snapchat.AudienceExport.Exports;

/// <summary>Opens the segment source as the export user of a connection sees it.</summary>
internal sealed class ExportUserSources(IServiceScopeFactory scopes, IOptions<SnapchatAudienceExportOptions> options)
{
    /// <summary>Asks the source something, in a scope that ends with it.</summary>
    /// <exception cref="AudienceExportValidationException">The connection has no export user yet.</exception>
    /// <exception cref="InvalidOperationException">No source is registered.</exception>
    public async Task<T> UseAsync<T>(StoredConnection connection, Func<ExportUserSource, Task<T>> ask)
    {
        Actor exportUser = connection.ExportUser
            ?? throw new AudienceExportValidationException(nameof(ExportDraft.Connection), "The connection has no export user yet, under whose identity the source could be asked; an administrator has to complete it.");
        AsyncServiceScope scope = scopes.CreateAsyncScope();
        await using (scope.ConfigureAwait(false))
        {
            ISegmentSource source = scope.ServiceProvider.GetService<ISegmentSource>()
                ?? throw new InvalidOperationException("No segment source is registered; register one with AddSegmentSource.");
            return await ask(new ExportUserSource(new GuardedSource(source, options.Value.IncludeSourceExceptions), exportUser)).ConfigureAwait(false);
        }
    }
}
