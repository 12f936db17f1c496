namespace Snapchat.AudienceExport.Exports;

/// <summary>Finds exports by their name, and the name and type of their connection.</summary>
internal static class ExportSearch
{
    private const int MaxTake = 1000;

    public static Page<Export> Find(IEnumerable<Export> exports, ExportQuery query)
    {
        if (query.Skip < 0 || query.Take is < 1 or > MaxTake)
            throw new ArgumentOutOfRangeException(nameof(query), $"Skip is 0 or more, and Take 1 to {MaxTake}; they were {query.Skip} and {query.Take}.");
        string? search = query.Search?.Trim();
        Export[] found = [.. exports.Where(export => string.IsNullOrEmpty(search) || Matches(export, search))];
        return new Page<Export>([.. found.Skip(query.Skip).Take(query.Take)], found.Length);
    }

    private static bool Matches(Export export, string search) =>
        Contains(export.Definition.DisplayName, search) || Contains(export.ConnectionName, search) || Contains(export.ConnectionType?.ToString(), search);

    private static bool Contains(string? text, string search) => text?.Contains(search, StringComparison.OrdinalIgnoreCase) == true;
}
