using System.Diagnostics.CodeAnalysis;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Snapchat.AudienceExport;

namespace Microsoft.Extensions.DependencyInjection;

/// <summary>Registers what recomputes segments.</summary>
public static class SegmentRefresherBuilderExtensions
{
    /// <summary>Lets the system refresh recompute segments before exports run. Register it in every process with a worker.</summary>
    /// <typeparam name="TRefresher">What recomputes them; it is made anew in a scope per refresh.</typeparam>
    /// <param name="builder">The registration.</param>
    /// <returns>The builder. A later one replaces nothing: the first counts.</returns>
    public static ISnapchatAudienceExportBuilder AddSegmentRefresher<[DynamicallyAccessedMembers(DynamicallyAccessedMemberTypes.PublicConstructors)] TRefresher>(
        this ISnapchatAudienceExportBuilder builder)
        where TRefresher : class, ISegmentRefresher
    {
        ArgumentNullException.ThrowIfNull(builder);
        builder.Services.TryAddScoped<ISegmentRefresher, TRefresher>();
        return builder;
    }
}
