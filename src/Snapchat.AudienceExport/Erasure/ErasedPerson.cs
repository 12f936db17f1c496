using System.Text;
using Snapchat.AudienceExport.Hashing;
using Snapchat.AudienceExport.Membership;
using Snapchat.AudienceExport.Normalization;

namespace Snapchat.AudienceExport.Erasure;

/// <summary>The digests of a person, under every version of the normalization rules, and which identifiers were refused.</summary>
internal sealed class ErasedPerson
{
    private readonly Dictionary<IdentifierKind, HashSet<Sha256Digest>> _digests = [];
    private readonly List<RefusedIdentifier> _refused = [];

    private ErasedPerson()
    {
    }

    public IReadOnlyDictionary<IdentifierKind, IReadOnlyList<Sha256Digest>> Digests =>
        _digests.ToDictionary(static kind => kind.Key, static kind => (IReadOnlyList<Sha256Digest>)[.. kind.Value.Order()]);

    public IReadOnlyList<RefusedIdentifier> Refused => _refused;

    /// <exception cref="AudienceExportValidationException">There is no usable identifier, or one that nothing here can normalize.</exception>
    public static ErasedPerson Of(ErasureRequest request, IPhoneNumberNormalizer? phones)
    {
        string[] problems = [.. FindProblems(request, phones)];
        if (problems.Length > 0)
            throw new AudienceExportValidationException(nameof(ErasureRequest.Identifiers), problems);
        var person = new ErasedPerson();
        for (int ordinal = 0; ordinal < request.Identifiers.Count; ordinal++)
            person.Add(ordinal, request.Identifiers[ordinal], phones);
        if (person._digests.Count > 0)
            return person;
        string reasons = string.Join(", ", person._refused.Select(static refused => $"{refused.Ordinal} ({refused.Kind}) is refused as {refused.Reason}"));
        throw new AudienceExportValidationException(nameof(ErasureRequest.Identifiers), $"None of the identifiers is usable: {reasons}. Nothing was recorded; correct them.");
    }

    private static IEnumerable<string> FindProblems(ErasureRequest request, IPhoneNumberNormalizer? phones)
    {
        if (request.Identifiers.Count == 0)
            yield return "There is no identifier; give at least one of the person.";
        for (int ordinal = 0; ordinal < request.Identifiers.Count; ordinal++)
        {
            IdentifierMapping? mapping = request.Identifiers[ordinal]?.Mapping;
            if (mapping is null || !Enum.IsDefined(mapping.Kind))
                yield return $"Identifier {ordinal} is missing, or of no known kind; choose one of {string.Join(", ", Enum.GetValues<IdentifierKind>())}.";
            else if (mapping is { Kind: IdentifierKind.Phone, IsHashed: false } && phones is null)
                yield return $"Identifier {ordinal} is a phone number, which nothing here can normalize; add the package Snapchat.AudienceExport.PhoneNumbers and call AddPhoneNumbers, or give its digest.";
            else if (mapping.DefaultRegion is { } region && phones?.IsRegion(region) == false)
                yield return $"The region of identifier {ordinal} is not known; give an ISO 3166-1 code of two letters, as in GB.";
        }
    }

    private void Add(int ordinal, PersonIdentifier identifier, IPhoneNumberNormalizer? phones)
    {
        IdentifierStatus status = IdentifierStatus.InvalidText;
        byte[] utf8 = Encoding.UTF8.GetBytes(identifier.Value);
        for (int version = 1; Utf16Text.IsValid(identifier.Value) && version <= NormalizationVersions.Of(identifier.Kind); version++)
        {
            status = IdentifierHasher.For(identifier.Mapping, phones, version).Hash(utf8, out Sha256Digest digest);
            if (status != IdentifierStatus.Valid)
                continue;
            if (!_digests.TryGetValue(identifier.Kind, out HashSet<Sha256Digest>? digests))
                _digests.Add(identifier.Kind, digests = []);
            digests.Add(digest);
        }

        // By the rules in force: those of before are only asked whom they would have sent.
        if (status != IdentifierStatus.Valid)
            _refused.Add(new RefusedIdentifier(ordinal, identifier.Kind, status));
    }
}
