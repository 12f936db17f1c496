namespace Snapchat.AudienceExport;

/// <summary>A part of a list.</summary>
/// <typeparam name="T">The type of an item.</typeparam>
/// <param name="Items">The items.</param>
/// <param name="Total">How many there are in the whole list.</param>
public sealed record Page<T>(IReadOnlyList<T> Items, long Total);
