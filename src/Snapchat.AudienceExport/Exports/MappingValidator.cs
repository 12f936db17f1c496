namespace Snapchat.AudienceExport.Exports;

/// <summary>Finds everything that is wrong with the mapping of fields to identifiers, short of what the source knows.</summary>
internal static class MappingValidator
{
    public static IEnumerable<ValidationProblem> FindProblems(IReadOnlyList<IdentifierMapping>? mappings, IPhoneNumberNormalizer? phones) =>
        Describe(mappings ?? [], phones).Select(static message => new ValidationProblem(nameof(ExportDefinition.Identifiers), message));

    private static IEnumerable<string> Describe(IReadOnlyList<IdentifierMapping> mappings, IPhoneNumberNormalizer? phones)
    {
        if (mappings.Count == 0)
            yield return "No field is mapped to an identifier; map at least one, usually Email.";
        foreach (IdentifierMapping mapping in mappings)
        {
            if (string.IsNullOrWhiteSpace(mapping.Field))
                yield return $"The mapping of {mapping.Kind} names no field; name a field of the segment source.";
            if (!Enum.IsDefined(mapping.Kind))
                yield return $"There is no identifier kind {mapping.Kind}; choose {string.Join(", ", Enum.GetValues<IdentifierKind>())}.";
            if (mapping is { Kind: IdentifierKind.Phone, IsHashed: false } && phones is null)
                yield return $"Field '{mapping.Field}' holds phone numbers, which nothing here can normalize; add the package Snapchat.AudienceExport.PhoneNumbers and call AddPhoneNumbers.";
            if (mapping.DefaultRegion is { } region && phones?.IsRegion(region) == false)
                yield return $"The default region '{region}' of field '{mapping.Field}' is not known; give an ISO 3166-1 code of two letters, as in GB.";
        }

        if (mappings.DistinctBy(static mapping => (mapping.Kind, mapping.Field)).Count() < mappings.Count)
            yield return "A field is mapped to the same kind twice; name it once.";
    }
}
