namespace Snapchat.AudienceExport.Dashboard.Localization;

/// <summary>The words for the values of an enumeration. A value that is newer than the words shows its own name.</summary>
internal sealed class EnumWords<T>(params IEnumerable<(T Value, string Words)> words)
    where T : struct, Enum
{
    private readonly Dictionary<T, string> _words = words.ToDictionary(static pair => pair.Value, static pair => pair.Words);

    /// <summary>Gets the values that there are words for.</summary>
    public IReadOnlyCollection<T> Values => _words.Keys;

    public string this[T value] => _words.GetValueOrDefault(value) ?? value.ToString();
}
