using Microsoft.Extensions.Options;
using Snapchat.AudienceExport.DuckDb.Files;

namespace Snapchat.AudienceExport.DuckDb;

/// <summary>Checks what options say together: there are segments, and each has an ID of its own and something to read.</summary>
internal sealed class DuckDbSegmentRulesValidator : IValidateOptions<DuckDbSegmentOptions>
{
    public ValidateOptionsResult Validate(string? name, DuckDbSegmentOptions options)
    {
        var result = new ValidateOptionsResultBuilder();
        if (options.Segments.Count == 0 && options.Files.Count == 0 && string.IsNullOrWhiteSpace(options.Folder))
            result.AddError("There are no segments; add a query with Segment, a file with File, or name a Folder.");
        foreach (string id in options.Segments.Keys.Concat(options.Files.Keys).Where(static id => !SegmentId.TryParse(id, null, out _)).Distinct(StringComparer.Ordinal))
            result.AddError($"The segment ID '{id}' is not one; it has 1 to 200 characters, none of them a control character.");
        foreach (string id in options.Segments.Keys.Intersect(options.Files.Keys, StringComparer.Ordinal))
            result.AddError($"Segment '{id}' is both a query and a file; give one of them another ID.");
        foreach ((string id, string sql) in options.Segments)
        {
            if (string.IsNullOrWhiteSpace(sql))
                result.AddError($"Segment '{id}' has no SQL; give it one statement that selects its members.");
        }

        foreach ((string id, string path) in options.Files)
        {
            if (!SegmentFile.IsSupported(path))
                result.AddError($"Segment '{id}' is a file of an unknown kind; name one that ends in {SegmentFile.SupportedExtensions}.");
        }

        return result.Build();
    }
}
