using System.Buffers;
using System.Diagnostics;
using System.Globalization;
using Snapchat.AudienceExport.EntityFrameworkCore.Tests.Support;
using Snapchat.AudienceExport.Storage;

namespace Snapchat.AudienceExport.EntityFrameworkCore.Tests.Kill;

/// <summary>Processes that are killed while they seal, append and commit leave the old or the new state, and whoever comes next goes on from there.</summary>
public abstract class MembershipKillTests<TDatabase>(TDatabase database) : IClassFixture<TDatabase>
    where TDatabase : TestDatabase
{
    private const int Rounds = 3;
    private const int WritersPerRound = 4;
    private const int MaxMilliseconds = 400;

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public async Task KilledWriterLeavesOldOrNewState()
    {
        var random = new Random(20261125);
        for (int round = 0; round < Rounds; round++)
        {
            AudienceId[] audiences = [.. Enumerable.Range(1, WritersPerRound).Select(number => AudienceId.Parse(string.Create(CultureInfo.InvariantCulture, $"{(round * WritersPerRound) + number}")))];

            // They start together, which takes most of the time, and write one after the other.
            Process[] writers = await Task.WhenAll(audiences.Select(StartAsync));
            foreach ((Process writer, AudienceId audience) in writers.Zip(audiences))
            {
                await WriteUntilKilledAsync(writer, random.Next(MaxMilliseconds));
                await CheckAsync(audience);
            }
        }

        Assert.Equal(Rounds * WritersPerRound, (await database.Membership.GetAudiencesAsync(Token)).Count);
    }

    private async Task<Process> StartAsync(AudienceId audience)
    {
        var start = new ProcessStartInfo("dotnet", [typeof(KilledMembershipWriter).Assembly.Location, KilledMembershipWriter.Command, database.Kind, database.ConnectionString, audience.Value])
        {
            UseShellExecute = false,
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
        };
        Process process = Process.Start(start)!;
        Assert.Equal(KilledWriter.Ready, await process.StandardOutput.ReadLineAsync(Token));
        return process;
    }

    private static async Task WriteUntilKilledAsync(Process process, int milliseconds)
    {
        using (process)
        {
            await process.StandardInput.WriteLineAsync("go".AsMemory(), Token);
            Assert.Equal(KilledWriter.Writing, await process.StandardOutput.ReadLineAsync(Token));

            // Some moment of its work; what the test asserts holds at every one.
            await Task.Delay(milliseconds, Token);
            process.Kill();
            await process.WaitForExitAsync(Token);
        }
    }

    private async Task CheckAsync(AudienceId audience)
    {
        long number = await CheckPointerAsync(audience);
        IReadOnlyList<string> names = await database.Membership.GetNamesAsync(audience, Token);
        string[] inForce = [KilledMembershipWriter.Set(number), KilledMembershipWriter.Log(number)];
        Assert.Subset(names.ToHashSet(StringComparer.Ordinal), inForce.ToHashSet(StringComparer.Ordinal));

        // What it had begun, or had not deleted yet.
        foreach (string name in names)
        {
            long of = long.Parse(name.Split('-')[1], CultureInfo.InvariantCulture);
            Assert.InRange(of, number - 1, number + 1);
            if (name == KilledMembershipWriter.Set(of))
                await CheckSetAsync(audience, of);
            else
                await CheckLogAsync(audience, of, isWhole: of <= number);
        }

        await GoOnAsync(audience, number, [.. names.Except(inForce)], inForce);
    }

    private async Task<long> CheckPointerAsync(AudienceId audience)
    {
        MembershipPointer pointer = (await database.Membership.ReadPointerAsync(audience, Token))!;
        Assert.Equal(pointer.Version, BitConverter.ToInt64(pointer.Content.Span));
        return pointer.Version;
    }

    private async Task CheckSetAsync(AudienceId audience, long number)
    {
        for (int part = 0; part < KilledMembershipWriter.Parts; part++)
        {
            var content = new ArrayBufferWriter<byte>();
            Assert.True(await database.Membership.ReadPartAsync(audience, KilledMembershipWriter.Set(number), part, content, Token));
            Assert.Equal(number, BitConverter.ToInt64(content.WrittenSpan));
        }

        Assert.False(await database.Membership.ReadPartAsync(audience, KilledMembershipWriter.Set(number), KilledMembershipWriter.Parts, new ArrayBufferWriter<byte>(), Token));
    }

    private async Task CheckLogAsync(AudienceId audience, long number, bool isWhole)
    {
        ReadOnlyMemory<byte> log = await database.Membership.ReadLogAsync(audience, KilledMembershipWriter.Log(number), Token);
        (int records, int torn) = Math.DivRem(log.Length, KilledMembershipWriter.RecordLength);
        Assert.Equal(0, torn);
        Assert.InRange(records, isWhole ? KilledMembershipWriter.Records : 1, KilledMembershipWriter.Records);
        for (int record = 0; record < records; record++)
            Assert.Equal(number, BitConverter.ToInt64(log.Span[(record * KilledMembershipWriter.RecordLength)..]));
    }

    /// <summary>Does what the next run does: takes the lease over, deletes what is not in force, and commits.</summary>
    private async Task GoOnAsync(AudienceId audience, long number, string[] remains, string[] inForce)
    {
        StoredLease left = Assert.Single(await database.Store.GetLeasesAsync($"audience:{audience}", Token), lease => lease.Name == $"audience:{audience}");
        await database.Store.ReleaseLeaseAsync(left, Token);
        StoredLease lease = await database.TakeLeaseAsync(audience, Token);
        await database.Membership.DeleteAsync(audience, remains, lease, Token);
        await database.Membership.WritePointerAsync(audience, new MembershipPointer(number + 1, BitConverter.GetBytes(number + 1)), lease, Token);

        Assert.Equal(inForce.Order(), (await database.Membership.GetNamesAsync(audience, Token)).Order());
        Assert.Equal("1", await database.ScalarAsync($"SELECT count(*) FROM audience_export_membership_sets WHERE audience = '{audience}'"));
        Assert.Equal(
            KilledMembershipWriter.Parts.ToString(CultureInfo.InvariantCulture),
            await database.ScalarAsync($"SELECT count(*) FROM audience_export_membership_parts WHERE set_id IN (SELECT id FROM audience_export_membership_sets WHERE audience = '{audience}')"));
    }
}
