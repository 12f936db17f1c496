using Microsoft.AspNetCore.Http;

namespace Snapchat.AudienceExport.Http;

/// <summary>Checks what the types of query parameters leave open.</summary>
internal static class Checks
{
    private const int MaxTake = 1000;
    private const int MaxNameLength = 375;

    public static void Page(int skip, int take)
    {
        if (skip < 0)
            throw Refuse("skip", "skip must be 0 or more.");
        if (take is < 1 or > MaxTake)
            throw Refuse("take", $"take must be from 1 to {MaxTake}.");
    }

    public static void Defined<T>(T? value, string item)
        where T : struct, Enum
    {
        if (value is { } given && !Enum.IsDefined(given))
            throw Refuse(item, $"{item} must be one of {string.Join(", ", Enum.GetNames<T>())}.");
    }

    public static void Some<T>(IReadOnlyList<T> items, string item)
    {
        if (items.Count == 0)
            throw Refuse(item, $"{item} must name at least one.");
    }

    public static void Audience(NewAudience audience)
    {
        if (string.IsNullOrWhiteSpace(audience.Name) || audience.Name.Length > MaxNameLength)
            throw Refuse("name", $"name must have 1 to {MaxNameLength} characters.");
        if (audience.RetentionDays < 1)
            throw Refuse("retentionDays", "retentionDays must be 1 or more.");
    }

    private static RefusedRequestException Refuse(string item, string message) =>
        new(StatusCodes.Status400BadRequest, "invalid", "Mend what is listed under errors, and try again.") { Errors = new Dictionary<string, string[]>(StringComparer.Ordinal) { [item] = [message] } };
}
