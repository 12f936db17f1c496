using System.Security.Cryptography;
using System.Text;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Snapchat.AudienceExport.Testing;

namespace Snapchat.AudienceExport.PhoneNumbers.Tests;

/// <summary>Exports of all kinds of identifiers to a simulated Snapchat.</summary>
public sealed class ThreeKindsTests
{
    private const string Idfa = "f81d4fae-7dec-11d0-a765-00a0c91e6bf6";

    private sealed record Person(string? Email, string? Phone, string? Office, string? Device, string? Digest);

    private static readonly Person[] People =
    [
        new("Anna@Example.com", "+44 (0)844 412 4653", "020 7946 0958", Idfa, Hash("carl@example.com").ToUpperInvariant()),
        new(" anna@example.com", "0044 844 412 4653", "+44 20 7946 0958", Idfa.ToUpperInvariant(), Hash("anna@example.com")),
        new("bo@example.com", "12345", null, "00000000-0000-0000-0000-000000000000", "carl@example.com"),
        new(null, " ", "hello", "not-an-id", Hash("")),
        new("nobody", Hash("448444124653"), "\uFEFF", "", "d41d8cd98f00b204e9800998ecf8427e"),
    ];

    [Fact]
    public async Task EachKindIsCountedAndSentInRequestsOfItsOwn()
    {
        await using SnapchatSimulator simulator = await SnapchatSimulator.StartAsync(cancellationToken: TestContext.Current.CancellationToken);
        AudienceId audience = simulator.AddAudience();
        using IHost host = Build(simulator, static builder => builder.AddPhoneNumbers("US"));

        ExportReport report = await ExportAsync(
            host,
            audience,
            new(IdentifierKind.MobileAdId, "device"),
            new(IdentifierKind.Phone, "phone"),
            new(IdentifierKind.Phone, "office") { DefaultRegion = "GB" },
            new(IdentifierKind.Email, "email"),
            new(IdentifierKind.Email, "digest") { IsHashed = true });

        Assert.Equal(ExportStatus.Successful, report.Status);
        AssertCounts(report, IdentifierKind.Email, read: 10, blank: 2, duplicates: 2, unique: 3, (IdentifierStatus.MissingAt, 1), (IdentifierStatus.NotHashed, 1), (IdentifierStatus.UnsupportedHash, 1));
        AssertCounts(report, IdentifierKind.Phone, read: 10, blank: 3, duplicates: 2, unique: 2, (IdentifierStatus.InvalidPhoneNumber, 2), (IdentifierStatus.AlreadyHashed, 1));
        AssertCounts(report, IdentifierKind.MobileAdId, read: 5, blank: 1, duplicates: 1, unique: 1, (IdentifierStatus.ZeroMobileAdId, 1), (IdentifierStatus.InvalidMobileAdId, 1));
        Assert.Equal([IdentifierKind.Email, IdentifierKind.Phone, IdentifierKind.MobileAdId], report.Requests.Select(static request => request.Kind).Order());
        AssertMembers(simulator, audience, IdentifierKind.Email, "anna@example.com", "bo@example.com", "carl@example.com");
        AssertMembers(simulator, audience, IdentifierKind.Phone, "448444124653", "442079460958");
        AssertMembers(simulator, audience, IdentifierKind.MobileAdId, Idfa);
    }

    [Fact]
    public async Task DeclaredHashesOfPhonesNeedNoLibrary()
    {
        await using SnapchatSimulator simulator = await SnapchatSimulator.StartAsync(cancellationToken: TestContext.Current.CancellationToken);
        AudienceId audience = simulator.AddAudience();
        using IHost host = Build(simulator, static _ => { });

        ExportReport report = await ExportAsync(host, audience, new IdentifierMapping(IdentifierKind.Phone, "phone") { IsHashed = true });

        AssertCounts(report, IdentifierKind.Phone, read: 5, blank: 1, duplicates: 0, unique: 1, (IdentifierStatus.NotHashed, 3));
        AssertMembers(simulator, audience, IdentifierKind.Phone, "448444124653");
    }

    [Fact]
    public async Task MappingThatCannotBeReadIsRefusedBeforeAnythingIs()
    {
        await using SnapchatSimulator simulator = await SnapchatSimulator.StartAsync(cancellationToken: TestContext.Current.CancellationToken);
        AudienceId audience = simulator.AddAudience();
        using IHost without = Build(simulator, static _ => { });
        using IHost with = Build(simulator, static builder => builder.AddPhoneNumbers());

        var noLibrary = await Assert.ThrowsAsync<AudienceExportValidationException>(() => ExportAsync(without, audience, new IdentifierMapping(IdentifierKind.Phone, "phone")));
        var noRegion = await Assert.ThrowsAsync<AudienceExportValidationException>(() => ExportAsync(
            with, audience, new(IdentifierKind.Phone, "phone") { DefaultRegion = "XX" }, new(IdentifierKind.Email, "email"), new(IdentifierKind.Email, "email") { IsHashed = true }));

        Assert.Equal("Field 'phone' holds phone numbers, which nothing here can normalize; add the package Snapchat.AudienceExport.PhoneNumbers and call AddPhoneNumbers.", Assert.Single(noLibrary.Problems).Message);
        Assert.Equal(
            ["The default region 'XX' of field 'phone' is not known; give an ISO 3166-1 code of two letters, as in GB.", "A field is mapped to the same kind twice; name it once."],
            noRegion.Problems.Select(static problem => problem.Message));
        Assert.Empty(simulator.Requests);
    }

    [Theory]
    [InlineData(IdentifierKind.Phone, "local", false, "the phone numbers have no country code, so give the field a default region")]
    [InlineData(IdentifierKind.Email, "digest", false, "the mapped field holds SHA-256 digests, so declare it as hashed")]
    [InlineData(IdentifierKind.Email, "email", true, "the mapped field is declared as hashed and holds something else, so take that back or map the right field")]
    [InlineData(IdentifierKind.Email, "local", false, "check that the mapped field is the right one")]
    [InlineData(IdentifierKind.Email, "blank", false, "check that the mapped field is the right one")]
    public async Task MappingThatFindsNobodySaysWhatIsWrongWithIt(IdentifierKind kind, string field, bool isHashed, string advice)
    {
        await using SnapchatSimulator simulator = await SnapchatSimulator.StartAsync(cancellationToken: TestContext.Current.CancellationToken);
        using IHost host = Build(simulator, static builder => builder.AddPhoneNumbers());
        var values = new Dictionary<string, Func<int, string?>>(StringComparer.Ordinal)
        {
            ["local"] = static number => $"020 7946 010{number}",
            ["digest"] = static number => number == 0 ? "unknown" : Hash($"person{number}@example.com"),
            ["email"] = static number => $"person{number}@example.com",
            ["blank"] = static _ => null,
        };
        ISegmentSource source = SegmentSource.FromEnumerable(new Dictionary<SegmentId, IEnumerable<int>> { [SegmentSource.SingleSegment] = Enumerable.Range(0, 5) }, values);

        ExportReport report = await ExportFromAsync(source, host, simulator.AddAudience(), new IdentifierMapping(kind, field) { IsHashed = isHashed });

        Assert.Equal((ExportStatus.Failed, $"None of the 5 profiles has a usable identifier; {advice}. Nothing is sent."), (report.Status, report.Problem?.Message));
        Assert.DoesNotContain(simulator.Requests, static sent => sent.Operation == SimulatedOperation.AddUsers);
    }

    private static IHost Build(SnapchatSimulator simulator, Action<ISnapchatAudienceExportBuilder> add)
    {
        HostApplicationBuilder builder = Host.CreateApplicationBuilder();
        add(builder.Services.AddSnapchatAudienceExport(options =>
        {
            simulator.Configure(options);
            options.AcceptDataUse = true;
        }));
        return builder.Build();
    }

    private static Task<ExportReport> ExportAsync(IHost host, AudienceId audience, params IdentifierMapping[] mappings)
    {
        ISegmentSource source = SegmentSource.FromEnumerable(
            new Dictionary<SegmentId, IEnumerable<Person>> { [SegmentSource.SingleSegment] = People },
            new Dictionary<string, Func<Person, string?>>(StringComparer.Ordinal)
            {
                ["email"] = static person => person.Email,
                ["phone"] = static person => person.Phone,
                ["office"] = static person => person.Office,
                ["device"] = static person => person.Device,
                ["digest"] = static person => person.Digest,
            });
        return ExportFromAsync(source, host, audience, mappings);
    }

    private static Task<ExportReport> ExportFromAsync(ISegmentSource source, IHost host, AudienceId audience, params IdentifierMapping[] mappings) =>
        host.Services.GetRequiredService<ISegmentExporter>().ExportAsync(new SegmentExportRequest(audience, source) { Identifiers = mappings }, cancellationToken: TestContext.Current.CancellationToken);

    private static void AssertCounts(ExportReport report, IdentifierKind kind, long read, long blank, long duplicates, long unique, params (IdentifierStatus Status, long Count)[] refused)
    {
        IdentifierCounts counts = Assert.Single(report.Identifiers, counts => counts.Kind == kind);
        Assert.Equal((read, blank, duplicates, unique), (counts.Read, counts.Blank, counts.Duplicates, counts.Unique));
        Assert.Equal(refused.OrderBy(static reason => reason.Status), counts.Refused.Select(static reason => (reason.Key, reason.Value)).OrderBy(static reason => reason.Key));
        Assert.Equal(unique, counts.Accepted);
    }

    private static void AssertMembers(SnapchatSimulator simulator, AudienceId audience, IdentifierKind kind, params string[] normalized) =>
        Assert.Equal(normalized.Select(static value => Sha256Digest.Parse(Hash(value))).Order(), simulator.GetMembers(audience, kind).Order());

    private static string Hash(string normalized) => Convert.ToHexStringLower(SHA256.HashData(Encoding.ASCII.GetBytes(normalized)));
}
