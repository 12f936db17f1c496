using Microsoft.Extensions.Options;
using Snapchat.AudienceExport.DuckDb;

namespace Snapchat.AudienceExport;

/// <summary>Makes segment sources from Parquet, CSV and JSON-lines files and from SQL over them, without registration.</summary>
public static class DuckDbSegments
{
    /// <summary>Makes a source.</summary>
    /// <param name="configure">Says which segments there are.</param>
    /// <returns>The source. It holds nothing open between calls.</returns>
    /// <exception cref="OptionsValidationException">The options are not valid; all problems are named.</exception>
    public static ISegmentSource Create(Action<DuckDbSegmentOptions> configure)
    {
        ArgumentNullException.ThrowIfNull(configure);
        var options = new DuckDbSegmentOptions();
        configure(options);
        IValidateOptions<DuckDbSegmentOptions>[] validators = [new DuckDbSegmentOptionsValidator(), new DuckDbSegmentRulesValidator()];
        string[] problems = [.. validators.SelectMany(validator => validator.Validate(null, options).Failures ?? [])];
        if (problems.Length > 0)
            throw new OptionsValidationException(Options.DefaultName, typeof(DuckDbSegmentOptions), problems);
        return new DuckDbSegmentSource(options);
    }
}
