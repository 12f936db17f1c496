using System.Text;
using Microsoft.Extensions.DependencyInjection;
using Snapchat.AudienceExport.Fuzzing;
using Snapchat.AudienceExport.Membership;
using Snapchat.AudienceExport.Testing;
using Snapchat.AudienceExport.Tests.Membership;

namespace Snapchat.AudienceExport.Tests.Fuzzing;

/// <summary>Damaged files of state: a run over them is exact, or says what is the matter, and removes nobody who is wanted.</summary>
public sealed class StateFuzzTests
{
    private const int UsualFolders = 150;
    private const int UsualRecords = 20_000;

    private static readonly string[] Before = [.. Enumerable.Range(0, 40).Select(static i => $"person{i}@example.com")];
    private static readonly string[] Wanted = [.. Before[..30], "new@example.com"];

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public async Task DamagedStateFolders_MakeNoRunWrong()
    {
        await using SnapchatSimulator snapchat = await SnapchatSimulator.StartAsync(cancellationToken: Token);
        AudienceId audience = snapchat.AddAudience();
        using var sound = new StateFolder();
        Assert.Equal(ExportStatus.Successful, (await ExportAsync(snapchat, audience, sound.Path, Before)).Status);
        Sha256Digest[] members = [.. snapchat.GetMembers(audience, IdentifierKind.Email)];
        Assert.Equal(Before.Length, members.Length);

        foreach (int seed in FuzzSeeds.Of(UsualFolders))
        {
            using var folder = new StateFolder();
            string damaged = CopyDamaged(sound.Path, folder.Path, new Random(seed));
            snapchat.ClearMembers(audience);
            snapchat.AddMembers(audience, IdentifierKind.Email, members);
            string what = $"Seed {seed}, {damaged}: ";
            try
            {
                ExportReport report = await ExportAsync(snapchat, audience, folder.Path, Wanted);
                what += $"{report.Status} {report.Problem?.Message}";
                if (report.Status == ExportStatus.Successful)
                    Assert.True(Members(snapchat, audience).SetEquals(Digests(Wanted)), what);
                else
                    Assert.False(string.IsNullOrEmpty(report.Problem?.Message), what);
            }
            catch (AudienceExportException exception)
            {
                what += exception.Message;
                Assert.DoesNotContain('\n', exception.Message);
            }

            Assert.True(Members(snapchat, audience).IsSupersetOf(Digests(Wanted[..30])), what);
            Assert.True(Members(snapchat, audience).IsSubsetOf(Digests([.. Before, .. Wanted])), what);
        }
    }

    [Fact]
    public void DamagedRecordsOfAJournal_AreNone()
    {
        byte[] valid = new JournalRecord(7, RequestOutcome.AcknowledgedShort, ClearStep.None, 99_990, DateTimeOffset.UnixEpoch) { Sent = 100_000, RequestId = "98e2a602" }.ToBytes();

        foreach (int seed in FuzzSeeds.Of(UsualRecords))
        {
            byte[] damaged = Mutator.Damage(valid, new Random(seed));
            Assert.Equal(damaged.AsSpan().SequenceEqual(valid), JournalRecord.TryRead(damaged, out _));
        }
    }

    [Fact]
    public void DamagedManifests_AreReadOrRefused()
    {
        byte[] valid = Encoding.UTF8.GetBytes("""{"version":1,"run":"01a22f71-6e70-7f03-a41f-5bcca53efd8e","status":"Successful","identifiers":[{"kind":"Email","read":3}],"requests":[],"queuedAt":"2026-11-24T08:00:00+00:00"}""");

        foreach (int seed in FuzzSeeds.Of(UsualRecords))
        {
            try
            {
                RunManifest.Parse(Mutator.Damage(valid, new Random(seed)));
            }
            catch (FormatException)
            {
                continue;
            }
            catch (Exception exception)
            {
                Assert.Fail($"Seed {seed}: {exception}");
            }
        }
    }

    private static async Task<ExportReport> ExportAsync(SnapchatSimulator snapchat, AudienceId audience, string folder, string[] emails)
    {
        var services = new ServiceCollection();
        services.AddSnapchatAudienceExport(options =>
        {
            snapchat.Configure(options);
            options.AcceptDataUse = true;
        }).UseMembershipFiles(folder);
        await using ServiceProvider provider = services.BuildServiceProvider();
        var request = new SegmentExportRequest(audience, SegmentSource.FromEnumerable(emails, static email => email)) { Mode = ExportMode.Mirror };
        return await provider.GetRequiredService<ISegmentExporter>().ExportAsync(request, cancellationToken: Token);
    }

    private static string CopyDamaged(string from, string to, Random random)
    {
        string[] files = [.. Directory.GetFiles(from, "*", SearchOption.AllDirectories).Order(StringComparer.Ordinal)];
        string chosen = files[random.Next(files.Length)];
        foreach (string file in files)
        {
            string copy = Path.Combine(to, Path.GetRelativePath(from, file));
            Directory.CreateDirectory(Path.GetDirectoryName(copy)!);
            if (file != chosen)
                File.Copy(file, copy);
            else if (random.Next(10) > 0)
                File.WriteAllBytes(copy, Mutator.Damage(File.ReadAllBytes(file), random));
        }

        return Path.GetRelativePath(from, chosen);
    }

    private static HashSet<Sha256Digest> Members(SnapchatSimulator snapchat, AudienceId audience) => [.. snapchat.GetMembers(audience, IdentifierKind.Email)];

    private static HashSet<Sha256Digest> Digests(string[] emails) => [.. emails.Select(static email =>
    {
        Assert.Equal(IdentifierStatus.Valid, EmailHasher.Hash(email, out Sha256Digest digest));
        return digest;
    })];
}
