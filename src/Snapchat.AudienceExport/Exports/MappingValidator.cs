namespace Snapchat.AudienceExport.Exports;

/// <summary>Finds everything that is wrong with the mapping of fields to identifiers, short of what the source knows.</summary>
internal static class MappingValidator
{
    public static IEnumerable<ValidationProblem> FindProblems(IReadOnlyList<IdentifierMapping>? mappings) =>
        Describe(mappings ?? []).Select(static message => new ValidationProblem(nameof(ExportDefinition.Identifiers), message));

    private static IEnumerable<string> Describe(IReadOnlyList<IdentifierMapping> mappings)
    {
        if (mappings.Count == 0)
            yield return "No field is mapped to an identifier; map at least one, usually Email.";
        foreach (IdentifierMapping mapping in mappings)
        {
            if (string.IsNullOrWhiteSpace(mapping.Field))
                yield return $"The mapping of {mapping.Kind} names no field; name a field of the segment source.";
            if (mapping.Kind != IdentifierKind.Email)
                yield return $"Identifiers of kind {mapping.Kind} cannot be exported by this version; map Email.";
        }

        if (mappings.Distinct().Count() < mappings.Count)
            yield return "A field is mapped to the same kind twice; name it once.";
    }
}
