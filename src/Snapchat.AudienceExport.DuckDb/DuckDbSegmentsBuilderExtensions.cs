using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Options;
using Snapchat.AudienceExport;
using Snapchat.AudienceExport.DuckDb;

namespace Microsoft.Extensions.DependencyInjection;

/// <summary>Registers segments that DuckDB reads.</summary>
public static class DuckDbSegmentsBuilderExtensions
{
    /// <summary>Registers segments from Parquet, CSV and JSON-lines files and from SQL over them; the options are validated when the host starts.</summary>
    /// <param name="builder">The registration.</param>
    /// <param name="configure">Says which segments there are.</param>
    /// <param name="name">Null for the only source of segments, or the name under which it is one of several.</param>
    /// <returns>The builder.</returns>
    /// <exception cref="ArgumentException">The name is not one, or taken.</exception>
    /// <exception cref="InvalidOperationException">A source without a name would not be the only one.</exception>
    public static ISnapchatAudienceExportBuilder AddDuckDbSegments(this ISnapchatAudienceExportBuilder builder, Action<DuckDbSegmentOptions> configure, string? name = null)
    {
        ArgumentNullException.ThrowIfNull(builder);
        ArgumentNullException.ThrowIfNull(configure);
        string optionsName = name ?? Options.Options.DefaultName;
        builder.AddSegmentSource(services => new DuckDbSegmentSource(services.GetRequiredService<IOptionsMonitor<DuckDbSegmentOptions>>().Get(optionsName)), name);
        builder.Services.AddOptionsWithValidateOnStart<DuckDbSegmentOptions>(optionsName).Configure(configure);
        builder.Services.TryAddEnumerable(
        [
            ServiceDescriptor.Singleton<IValidateOptions<DuckDbSegmentOptions>, DuckDbSegmentOptionsValidator>(),
            ServiceDescriptor.Singleton<IValidateOptions<DuckDbSegmentOptions>, DuckDbSegmentRulesValidator>(),
        ]);
        return builder;
    }
}
