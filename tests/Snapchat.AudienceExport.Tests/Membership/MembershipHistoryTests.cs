using Snapchat.AudienceExport.Tests.Membership.Model;

namespace Snapchat.AudienceExport.Tests.Membership;

public sealed class MembershipHistoryTests
{
    private const int Histories = 200_000;
    private const int Runs = 12;

    [Fact]
    public void RandomHistories_KeepTheBounds_AndEndExactly()
    {
        long crashes = 0;
        Parallel.For(0, Histories, new ParallelOptions { CancellationToken = TestContext.Current.CancellationToken }, seed =>
        {
            var history = new RandomHistory(seed);
            try
            {
                history.Live(Runs);
            }
            catch (InvalidOperationException exception)
            {
                throw new InvalidOperationException($"Seed {seed}: {exception.Message}", exception);
            }

            Interlocked.Add(ref crashes, history.Crashes);
        });

        // Most runs crash.
        Assert.InRange(crashes, Histories * Runs / 2, Histories * Runs);
    }
}
