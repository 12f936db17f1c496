namespace Snapchat.AudienceExport;

/// <summary>One thing that is missing or wrong.</summary>
/// <param name="Item">The item it concerns, by the name of its property, as in <c>Segments</c>.</param>
/// <param name="Message">One sentence that says what to do.</param>
public sealed record ValidationProblem(string Item, string Message);
