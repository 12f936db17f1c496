using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging.Testing;
using Snapchat.AudienceExport.Erasure;
using Snapchat.AudienceExport.Hashing;
using Snapchat.AudienceExport.Membership;
using Snapchat.AudienceExport.Membership.Files;
using Snapchat.AudienceExport.Storage;
using Snapchat.AudienceExport.Testing;
using Snapchat.AudienceExport.Tests.Exports;
using Snapchat.AudienceExport.Tests.Membership;
using Snapchat.AudienceExport.Tests.Running;
using People = Snapchat.AudienceExport.Tests.Running.People;

namespace Snapchat.AudienceExport.Tests.Erasure;

/// <summary>What is asked for: who may, with which identifiers, and what of them can be seen anywhere.</summary>
public sealed class ErasureRequestTests
{
    private const string AdId = "6d92078a-8246-4ba4-ae5b-76104861e7dc";

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    private static Sha256Digest DigestOf(string text) => new(SHA256.HashData(Encoding.UTF8.GetBytes(text)));

    [Fact]
    public void Identifiers_AreDigestedAsRunsDigestThem_AndRefusedByOrdinalAndReason()
    {
        string digest = ExportHarness.Digests(["two@example.com"]).Single().ToString();
        var request = new ErasureRequest(
            PersonIdentifier.Email(" One@Example.com"),
            PersonIdentifier.Email("no address"),
            PersonIdentifier.Hashed(IdentifierKind.Email, digest.ToUpperInvariant()),
            PersonIdentifier.Email(digest),
            PersonIdentifier.MobileAdId(AdId.ToUpperInvariant()),
            PersonIdentifier.Email("lone\ud800@example.com"),
            PersonIdentifier.Email("one@example.com"));

        ErasedPerson person = ErasedPerson.Of(request, phones: null);

        Assert.Equal(ExportHarness.Digests(["one@example.com", "two@example.com"]).Order(), person.Digests[IdentifierKind.Email]);
        Assert.Equal([DigestOf(AdId)], person.Digests[IdentifierKind.MobileAdId]);
        Assert.Equal(
            [(1, IdentifierStatus.ForbiddenCharacter), (3, IdentifierStatus.AlreadyHashed), (5, IdentifierStatus.InvalidText)],
            person.Refused.Select(static refused => (refused.Ordinal, refused.Reason)));
    }

    [Theory]
    [InlineData(IdentifierKind.Email)]
    [InlineData(IdentifierKind.Phone)]
    [InlineData(IdentifierKind.MobileAdId)]
    public void EveryVersionOfTheRules_HasItsHasher(IdentifierKind kind)
    {
        var mapping = new IdentifierMapping(kind, "value") { IsHashed = kind == IdentifierKind.Phone };
        for (int version = 1; version <= NormalizationVersions.Of(kind); version++)
            Assert.NotNull(IdentifierHasher.For(mapping, null, version));
        Assert.Throws<ArgumentOutOfRangeException>(() => IdentifierHasher.For(mapping, null, NormalizationVersions.Of(kind) + 1));
    }

    [Fact]
    public void WhatCannotBeErased_IsNamedWithoutAValue()
    {
        Assert.StartsWith("There is no identifier", Refusal(new ErasureRequest()), StringComparison.Ordinal);
        Assert.Contains("0 (Email) is refused as MissingAt", Refusal(new ErasureRequest(PersonIdentifier.Email("canary"))), StringComparison.Ordinal);
        Assert.Contains("Identifier 1 is a phone number, which nothing here can normalize", Refusal(new ErasureRequest(PersonIdentifier.Email("a@example.com"), PersonIdentifier.Phone("canary"))), StringComparison.Ordinal);
        Assert.Contains("Identifier 0 is missing, or of no known kind", Refusal(new ErasureRequest(PersonIdentifier.Hashed((IdentifierKind)9, "canary"))), StringComparison.Ordinal);

        static string Refusal(ErasureRequest request)
        {
            string message = Assert.Throws<AudienceExportValidationException>(() => ErasedPerson.Of(request, phones: null)).Message;
            Assert.DoesNotContain("canary", message, StringComparison.Ordinal);
            return message;
        }
    }

    [Fact]
    public void Requests_PrintPlaceholders()
    {
        var identifier = PersonIdentifier.Phone("canary", "GB");
        var request = new ErasureRequest(identifier);

        Assert.Equal(("[identifiers of a person]", "[identifier]"), (request.ToString(), identifier.ToString()));
        Assert.DoesNotContain("canary", JsonSerializer.Serialize(request), StringComparison.Ordinal);
    }

    [Fact]
    public async Task OnlyAdministrators_Erase_AndDenialsAreOnRecord()
    {
        await using ErasureWorld world = await ErasureWorld.StartAsync();
        RunProcess process = world.AddProcess();
        IErasureService erasures = ErasureWorld.Erasures(process);
        var administration = process.Services.GetRequiredService<IMembershipAdministration>();

        foreach (var user in new[] { People.Contributor, People.Viewer, People.Nobody })
        {
            Func<Task>[] acts =
            [
                () => erasures.EraseAsync(user, ErasureWorld.Request(ErasureWorld.Person), Token),
                () => erasures.GetPendingAsync(user, Token),
                () => erasures.GetErasureAsync(user, Guid.NewGuid(), Token),
                () => erasures.RetryAsync(user, Token),
                () => erasures.LiftAsync(user, ErasureWorld.Request(ErasureWorld.Person), Token),
                () => administration.MarkRestoredAsync(user, Token),
            ];
            foreach (Func<Task> act in acts)
                await Assert.ThrowsAsync<AudienceExportAccessDeniedException>(act);
        }

        foreach (AuditAction action in new[] { AuditAction.ErasePerson, AuditAction.RetryErasures, AuditAction.LiftErasure, AuditAction.MarkRestored })
            Assert.Equal(Enumerable.Repeat(AuditOutcome.Denied, 3), (await world.Runs.AuditAsync(action)).Select(static record => record.Outcome));
        Assert.Equal(6, (await world.Runs.AuditAsync(AuditAction.ViewErasures)).Count);
        Assert.True((await world.Membership.ReadSuppressionsAsync(Token)).IsEmpty);
    }

    [Fact]
    public async Task WithoutAMembershipStore_ErasureSaysToRegisterOne()
    {
        await using ErasureWorld world = await ErasureWorld.StartAsync();
        RunProcess process = world.Runs.AddProcess();
        IErasureService erasures = ErasureWorld.Erasures(process);

        Func<Task>[] acts =
        [
            () => erasures.EraseAsync(People.Administrator, ErasureWorld.Request(ErasureWorld.Person), Token),
            () => erasures.GetPendingAsync(People.Administrator, Token),
            () => erasures.LiftAsync(People.Administrator, ErasureWorld.Request(ErasureWorld.Person), Token),
            () => process.Services.GetRequiredService<IMembershipAdministration>().MarkRestoredAsync(People.Administrator, Token),
        ];
        foreach (Func<Task> act in acts)
            Assert.Contains("register one", (await Assert.ThrowsAsync<AudienceExportValidationException>(act)).Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task AListThatCannotBeRead_IsNotAddedTo()
    {
        await using ErasureWorld world = await ErasureWorld.StartAsync();
        RunProcess process = world.AddProcess();
        using var other = new EphemeralSecretProtector();
        await new SuppressionList(world.Membership, other).AddAsync(IdentifierKind.Email, ExportHarness.Digests(["x@example.com"]), Token);
        int length = (await world.Membership.ReadSuppressionsAsync(Token)).Length;

        await Assert.ThrowsAsync<MembershipStateException>(() => ErasureWorld.Erasures(process).EraseAsync(People.Administrator, ErasureWorld.Request(ErasureWorld.Person), Token));

        Assert.Equal(length, (await world.Membership.ReadSuppressionsAsync(Token)).Length);
        Assert.Equal(AuditOutcome.Failed, Assert.Single(await world.Runs.AuditAsync(AuditAction.ErasePerson)).Outcome);
    }

    [Fact]
    public async Task NothingThatIsLeftBehind_HoldsAnAddressOrADigest()
    {
        using var folder = new StateFolder();
        await using ErasureWorld world = await ErasureWorld.StartAsync(FileMembershipStore.Open(folder.Path, new DiskFiles()));
        const string canary = "canary.person@example.com";
        world.Runs.Emails.Add(canary);
        RunProcess process = await world.StartWorkerAsync();
        StoredExport export = await world.AddExportAsync((await world.ConnectAsync(process)).Id);
        await world.RunAsync(process, export);
        Sha256Digest digest = ExportHarness.Digests([canary]).Single();
        world.Simulator.Faults.Add(SimulatedOperation.RemoveUsers, SimulatedFault.FailedSubRequest("E2002", $"Property value is not allowed : [{digest}, {canary}]"));

        ErasureReport refused = await world.EraseAsync(process, canary, "canary without at");
        IReadOnlyList<ErasureReport> pending = await ErasureWorld.Erasures(process).GetPendingAsync(People.Administrator, Token);
        await world.RetryAsync(process);
        ErasureReport done = await world.CompleteAsync(process, refused);
        await Assert.ThrowsAsync<AudienceExportValidationException>(() => ErasureWorld.Erasures(process).EraseAsync(People.Administrator, ErasureWorld.Request("canary"), Token));
        await ErasureWorld.Erasures(process).LiftAsync(People.Administrator, ErasureWorld.Request(canary), Token);

        Assert.Equal(AudienceErasureStatus.RefusedBySnapchat, Assert.Single(refused.Audiences).Status);
        Assert.True(done.IsComplete);
        var seen = new StringBuilder();
        seen.AppendLine(JsonSerializer.Serialize(new object[] { refused, pending, done })).AppendLine(refused.ToString()).AppendLine(string.Join(' ', refused.Audiences));
        seen.AppendLine(JsonSerializer.Serialize((await world.Runs.Store.GetAuditAsync(new AuditQuery { Take = 1000 }, Token)).Items));
        foreach (FakeLogRecord record in process.Logs.GetSnapshot())
            seen.AppendLine(record.Message).AppendLine(record.Exception?.ToString()).AppendLine(string.Join(' ', record.StructuredState ?? []));
        Assert.DoesNotContain("canary", seen.ToString(), StringComparison.OrdinalIgnoreCase);
        Assert.DoesNotContain(digest.ToString(), seen.ToString(), StringComparison.OrdinalIgnoreCase);
        byte[] raw = Convert.FromHexString(digest.ToString());
        foreach (string file in Directory.EnumerateFiles(folder.Path, "*", SearchOption.AllDirectories).Where(static file => !file.EndsWith("lock", StringComparison.Ordinal)))
        {
            byte[] bytes = await File.ReadAllBytesAsync(file, Token);
            Assert.True(bytes.AsSpan().IndexOf(raw) < 0, file);
            Assert.DoesNotContain("canary", Encoding.Latin1.GetString(bytes), StringComparison.OrdinalIgnoreCase);
            Assert.DoesNotContain(digest.ToString(), Encoding.Latin1.GetString(bytes), StringComparison.OrdinalIgnoreCase);
        }
    }
}
