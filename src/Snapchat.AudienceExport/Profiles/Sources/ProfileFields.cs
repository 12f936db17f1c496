namespace Snapchat.AudienceExport.Profiles.Sources;

/// <summary>The fields of profiles that are objects, each with the function that gets its value.</summary>
/// <typeparam name="T">The type of a profile.</typeparam>
internal sealed class ProfileFields<T>
{
    private readonly string[] _names;
    private readonly Func<T, string?>[] _selectors;

    public ProfileFields(IReadOnlyDictionary<string, Func<T, string?>> fields)
    {
        if (fields.Count == 0)
            throw new ArgumentException("Profiles need at least one field.", nameof(fields));
        _names = [.. fields.Keys];
        _selectors = [.. fields.Values];
    }

    public IReadOnlyList<ProfileField> Describe() => [.. _names.Select(name => FieldHints.Describe(name))];

    public Func<T, string?>[] Select(IReadOnlyList<string> fields) =>
        Array.ConvertAll(FieldNames.Find(fields, _names), position => _selectors[position]);

    public static void AppendRow(ProfileChunkBuilder builder, Func<T, string?>[] selectors, T profile)
    {
        for (int field = 0; field < selectors.Length; field++)
        {
            if (selectors[field](profile) is { } value)
                builder.Append(field, value);
        }

        builder.EndRow();
    }
}
