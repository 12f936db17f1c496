using System.Diagnostics.CodeAnalysis;
using Snapchat.AudienceExport;
using Snapchat.AudienceExport.Profiles.Sources;

namespace Microsoft.Extensions.DependencyInjection;

/// <summary>Registers where segments come from.</summary>
public static class SegmentSourceBuilderExtensions
{
    /// <summary>Registers a source of segments: the only one, or, under a name, one of several.</summary>
    /// <typeparam name="TSource">The source. It is made anew in a scope per run, and per call of a registry; its constructor may ask for services.</typeparam>
    /// <param name="builder">The registration.</param>
    /// <param name="name">
    /// Null for the only source. Otherwise 1 to 50 ASCII letters, digits, <c>-</c>, <c>_</c> or <c>.</c>; an export then names a segment as <c>name:id</c>, and
    /// the source itself sees only its own <c>id</c>. Exports keep the name: it has to stay as it is.
    /// </param>
    /// <returns>The builder.</returns>
    /// <exception cref="ArgumentException">The name is not one, or taken.</exception>
    /// <exception cref="InvalidOperationException">A source without a name would not be the only one.</exception>
    public static ISnapchatAudienceExportBuilder AddSegmentSource<[DynamicallyAccessedMembers(DynamicallyAccessedMemberTypes.PublicConstructors)] TSource>(
        this ISnapchatAudienceExportBuilder builder, string? name = null)
        where TSource : class, ISegmentSource
    {
        ArgumentNullException.ThrowIfNull(builder);
        if (SegmentSourceRegistration.Begin(builder.Services, name) is { } key)
            builder.Services.AddKeyedScoped<ISegmentSource, TSource>(key);
        else
            builder.Services.AddScoped<ISegmentSource, TSource>();
        return builder;
    }

    /// <summary>Registers a source of segments that a function makes.</summary>
    /// <param name="builder">The registration.</param>
    /// <param name="factory">Makes the source, in a scope per run and per call of a registry, at whose end it is disposed.</param>
    /// <param name="name">As for a source that is a type.</param>
    /// <returns>The builder.</returns>
    /// <exception cref="ArgumentException">The name is not one, or taken.</exception>
    /// <exception cref="InvalidOperationException">A source without a name would not be the only one.</exception>
    public static ISnapchatAudienceExportBuilder AddSegmentSource(this ISnapchatAudienceExportBuilder builder, Func<IServiceProvider, ISegmentSource> factory, string? name = null)
    {
        ArgumentNullException.ThrowIfNull(builder);
        ArgumentNullException.ThrowIfNull(factory);
        if (SegmentSourceRegistration.Begin(builder.Services, name) is { } key)
            builder.Services.AddKeyedScoped(key, (services, _) => factory(services));
        else
            builder.Services.AddScoped(factory);
        return builder;
    }
}
