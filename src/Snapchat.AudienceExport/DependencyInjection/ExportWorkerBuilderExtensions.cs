using System.Diagnostics.CodeAnalysis;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Snapchat.AudienceExport;
using Snapchat.AudienceExport.Running;

namespace Microsoft.Extensions.DependencyInjection;

/// <summary>Adds what executes runs of saved exports, and who is told of them.</summary>
public static class ExportWorkerBuilderExtensions
{
    /// <summary>
    /// Executes queued runs in this process: up to <see cref="SnapchatAudienceExportOptions.MaxConcurrentRuns"/> at once, those that other processes on the same store asked for included.
    /// Needs a store (<c>UseStore</c> or one of the packages) and a segment source. When the host stops, runs under way are canceled and say so.
    /// </summary>
    /// <param name="builder">The registration.</param>
    /// <returns>The builder. Adding the worker twice changes nothing.</returns>
    public static ISnapchatAudienceExportBuilder AddExportWorker(this ISnapchatAudienceExportBuilder builder)
    {
        ArgumentNullException.ThrowIfNull(builder);
        builder.Services.TryAddSingleton<ExportWorker>();
        builder.Services.AddHostedService(static services => services.GetRequiredService<ExportWorker>());
        return builder;
    }

    /// <summary>Adds an observer that workers tell of finished runs. It is made in a scope of its own each time.</summary>
    /// <remarks>One worker tells of a run, whichever it is, and for all: register the same observers in every process with a worker.</remarks>
    /// <typeparam name="TObserver">The observer.</typeparam>
    /// <param name="builder">The registration.</param>
    /// <returns>The builder. Adding the same observer twice changes nothing.</returns>
    public static ISnapchatAudienceExportBuilder AddObserver<[DynamicallyAccessedMembers(DynamicallyAccessedMemberTypes.PublicConstructors)] TObserver>(this ISnapchatAudienceExportBuilder builder)
        where TObserver : class, IAudienceExportObserver
    {
        ArgumentNullException.ThrowIfNull(builder);
        builder.Services.TryAddEnumerable(ServiceDescriptor.Scoped<IAudienceExportObserver, TObserver>());
        return builder;
    }
}
