using Snapchat.AudienceExport.Membership;
using Snapchat.AudienceExport.Membership.Files;

namespace Snapchat.AudienceExport.Tests.Membership;

public sealed class PowerLossTests
{
    private const string Root = "/state";
    private const int WritesPerLoss = 20;

    [Fact]
    public async Task PowerLostAtEveryStep_KeepsTheBounds_AndTheNextRunEndsExactly()
    {
        var whole = new PowerLossFiles();
        using (var harness = new MembershipHarness())
            await LiveAsync(harness, whole);

        var random = new Random(3);
        int losses = 0;
        for (int step = 0; step < whole.Steps; step++)
        {
            // The parts of a table are written alike: some of them stand for all.
            if (whole.IsWrite(step) && whole.IsWrite(step - 1) && step % WritesPerLoss != 0)
                continue;
            foreach (Random? kept in (Random?[])[null, random])
            {
                using var harness = new MembershipHarness();
                var files = new PowerLossFiles(step);
                await Assert.ThrowsAsync<PowerLossFiles.PowerLossException>(() => LiveAsync(harness, files));
                await CheckAsync(harness, files.Restart(kept), step);
                losses++;
            }
        }

        Assert.InRange(losses, 200, int.MaxValue);
    }

    private static async Task LiveAsync(MembershipHarness harness, PowerLossFiles files)
    {
        Sha256Digest[] people = MembershipHarness.Digests(30, seed: 1);
        using FileMembershipStore store = FileMembershipStore.Open(Root, files);
        await harness.RunAsync(store, harness.Draft(RunPurpose.AddOnly, people[..20]));
        harness.Clock.Advance(TimeSpan.FromHours(1));
        await harness.RunAsync(store, harness.Draft(RunPurpose.Mirror, people[8..]));
    }

    private static async Task CheckAsync(MembershipHarness harness, PowerLossFiles files, int step)
    {
        using FileMembershipStore store = FileMembershipStore.Open(Root, files);
        using (AudienceMembership membership = await harness.OpenAsync(store))
        {
            Assert.True(membership.Loss is null, $"Step {step}: {membership.Loss?.Message}");
            await harness.RecoverAsync(membership);
            (HashSet<Sha256Digest> surely, HashSet<Sha256Digest> maybe) = await MembershipHarness.ReadAsync(membership);
            Assert.True(surely.IsSubsetOf(harness.There), $"Step {step}: somebody is surely there, and is not.");
            Assert.True(harness.There.IsSubsetOf(maybe), $"Step {step}: somebody is there, and not even maybe.");
        }

        harness.Clock.Advance(TimeSpan.FromHours(1));
        Sha256Digest[] wanted = MembershipHarness.Digests(12, seed: 1);
        await harness.RunAsync(store, harness.Draft(RunPurpose.Mirror, wanted));
        Assert.True(harness.There.SetEquals(wanted), $"Step {step}: the next run did not end exactly.");
    }
}
