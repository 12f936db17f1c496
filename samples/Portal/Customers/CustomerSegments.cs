using System.Runtime.CompilerServices;
using Snapchat.AudienceExport;
using Sylvan.Data.Csv;

namespace Portal.Customers;

/// <summary>The segments of the bundled data. They are small and held in memory; a source of a real size streams.</summary>
internal sealed class CustomerSegments : ISegmentSource
{
    private static readonly Lazy<IReadOnlyList<Customer>> All = new(Read);

    private static readonly Dictionary<string, (string Name, Func<Customer, bool> Has)> Segments = new(StringComparer.Ordinal)
    {
        ["all"] = ("All customers", static _ => true),
        ["kazakhstan"] = ("Customers in Kazakhstan", static customer => customer.Country is "KZ"),
        ["germany"] = ("Customers in Germany", static customer => customer.Country is "DE"),
        ["new"] = ("Signed up since 2026", static customer => string.CompareOrdinal(customer.SignedUp, "2026") >= 0),
    };

    private readonly ISegmentSource _inner = SegmentSource.FromEnumerable(
        Segments.ToDictionary(static segment => SegmentId.Parse(segment.Key), static segment => All.Value.Where(segment.Value.Has)),
        new Dictionary<string, Func<Customer, string?>>(StringComparer.Ordinal)
        {
            ["email"] = static customer => customer.Email,
            ["phone"] = static customer => customer.Phone,
            ["country"] = static customer => customer.Country,
        });

    public async IAsyncEnumerable<SegmentInfo> GetSegmentsAsync(SegmentQuery query, [EnumeratorCancellation] CancellationToken cancellationToken = default)
    {
        await foreach (SegmentInfo segment in _inner.GetSegmentsAsync(query, cancellationToken))
        {
            (string name, Func<Customer, bool> has) = Segments[segment.Id.Value];
            yield return segment with { Name = name, MemberCount = All.Value.Count(has) };
        }
    }

    public Task<IReadOnlyList<ProfileField>> GetProfileFieldsAsync(ProfileFieldQuery query, CancellationToken cancellationToken = default) =>
        _inner.GetProfileFieldsAsync(query, cancellationToken);

    public IAsyncEnumerable<ProfileChunk> ReadAsync(SegmentReadRequest request, CancellationToken cancellationToken = default) => _inner.ReadAsync(request, cancellationToken);

    private static List<Customer> Read()
    {
        using CsvDataReader reader = CsvDataReader.Create(Path.Combine(AppContext.BaseDirectory, "data", "customers.csv"), new CsvDataReaderOptions { BufferSize = 1 << 20 });
        (int email, int phone, int country, int signedUp) = (reader.GetOrdinal("email"), reader.GetOrdinal("phone"), reader.GetOrdinal("country"), reader.GetOrdinal("signed_up"));
        List<Customer> customers = [];
        while (reader.Read())
            customers.Add(new Customer(reader.GetString(email), reader.GetString(phone), reader.GetString(country), reader.GetString(signedUp)));
        return customers;
    }
}
