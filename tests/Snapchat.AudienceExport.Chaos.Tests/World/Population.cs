using System.Globalization;
using System.Security.Cryptography;
using System.Text;

namespace Snapchat.AudienceExport.Chaos.Tests.World;

/// <summary>At most 500 people, and who of them is in which segment. A person is now there, now not.</summary>
internal sealed class Population
{
    public const int MaxPeople = 500;

    public static readonly string[] SegmentNames = ["buyers", "visitors"];

    private readonly Person[] _people;
    private readonly Dictionary<string, bool[]> _isMember = new(StringComparer.Ordinal);

    public Population(int count)
    {
        _people = [.. Enumerable.Range(0, count).Select(Make)];
        foreach (string segment in SegmentNames)
            _isMember[segment] = new bool[count];
    }

    public IReadOnlyList<Person> People => _people;

    public IReadOnlyDictionary<string, IReadOnlyList<Person>> Segments => SegmentNames.ToDictionary(
        static name => name, IReadOnlyList<Person> (name) => [.. _people.Where((_, index) => _isMember[name][index])], StringComparer.Ordinal);

    public PeopleSource Source => new(Segments);

    /// <summary>Everybody comes or goes, with a probability of one half.</summary>
    public void Churn(Random random)
    {
        foreach (bool[] members in _isMember.Values)
        {
            for (int person = 0; person < members.Length; person++)
                members[person] = random.Next(2) == 0;
        }
    }

    /// <summary>Puts a person into a segment, or takes one out.</summary>
    public void Set(string segment, int person, bool isMember) => _isMember[segment][person] = isMember;

    /// <summary>Gives the digests of one kind over some segments: W.</summary>
    public HashSet<Sha256Digest> Wanted(IEnumerable<string> segments, IdentifierKind kind) =>
        [.. segments.SelectMany(segment => _people.Where((_, index) => _isMember[segment][index])).Select(person => DigestOf(person, kind)).OfType<Sha256Digest>()];

    /// <summary>Gives a person's digest as Snapchat's rules make it, by other code than the library's.</summary>
    public static Sha256Digest? DigestOf(Person person, IdentifierKind kind) => kind switch
    {
        IdentifierKind.Email => Hash(person.Email.Trim().ToLowerInvariant()),
        IdentifierKind.Phone => person.Phone is null ? null : Sha256Digest.Parse(person.Phone),
        _ => person.MobileAdId is null ? null : Hash(person.MobileAdId.ToLowerInvariant()),
    };

    private static Person Make(int number)
    {
        string text = number.ToString(CultureInfo.InvariantCulture);
        byte[] bytes = SHA256.HashData(Encoding.UTF8.GetBytes(text));
        return new Person(
            number % 3 == 0 ? $" Person{text}@Example.com" : $"person{text}@example.com",
            number % 4 == 0 ? null : Hash($"44844{text}").ToString(),
            number % 5 == 0 ? null : new Guid(bytes.AsSpan(0, 16)).ToString());
    }

    private static Sha256Digest Hash(string text) => new(SHA256.HashData(Encoding.UTF8.GetBytes(text)));
}
