using System.Collections.Concurrent;

namespace Snapchat.AudienceExport.Chaos.Tests.Histories;

/// <summary>Tells the histories of some seeds, several at once, and says how to tell again what failed.</summary>
/// <param name="testClass">The class of the tests that do so.</param>
internal sealed class ToldSeeds(Type testClass)
{
    private readonly ConcurrentDictionary<int, Exception> _failures = new();
    private int _exactRuns;
    private int _deadRuns;
    private int _resumedRuns;

    /// <summary>Gets how many seeds were told to the end.</summary>
    public int Count { get; private set; }

    /// <summary>Gets how many finished runs were checked to be exact.</summary>
    public int ExactRuns => _exactRuns;

    /// <summary>Gets how many runs died.</summary>
    public int DeadRuns => _deadRuns;

    /// <summary>Gets how many runs went on and finished.</summary>
    public int ResumedRuns => _resumedRuns;

    /// <param name="seeds">The seeds.</param>
    /// <param name="tell">Tells one: sets up its history, and calls the other function with it.</param>
    public async Task TellAsync(IEnumerable<int> seeds, Func<int, Func<ChaosHistory, int, Task>, Task> tell)
    {
        CancellationToken cancellationToken = TestContext.Current.CancellationToken;
        await Parallel.ForEachAsync(seeds, cancellationToken, async (seed, _) =>
        {
            try
            {
                await tell(seed, (history, runs) => TellAsync(seed, history, runs));
            }
            catch (Exception exception) when (!cancellationToken.IsCancellationRequested)
            {
                _failures.TryAdd(seed, exception);
            }
        });
        Assert.True(_failures.IsEmpty, string.Concat(_failures.OrderBy(static failure => failure.Key).Select(Describe)));
    }

    private async Task TellAsync(int seed, ChaosHistory history, int runs)
    {
        try
        {
            await history.TellAsync(runs);
        }
        catch (Exception exception) when (Note(seed, history, exception))
        {
            throw;
        }

        lock (_failures)
        {
            Count++;
            _exactRuns += history.ExactRuns;
            _deadRuns += history.DeadRuns;
            _resumedRuns += history.ResumedRuns;
        }
    }

    // Called from an exception filter: the exception goes on as it was thrown.
    private static bool Note(int seed, ChaosHistory history, Exception exception)
    {
        TestContext.Current.TestOutputHelper?.WriteLine($"Seed {seed}:\n{string.Join('\n', history.Events)}\n{exception}");
        return true;
    }

    private string Describe(KeyValuePair<int, Exception> failure)
    {
        string project = testClass.Assembly.GetName().Name!;
        return $"""
            Seed {failure.Key}: {failure.Value.GetType().Name}: {failure.Value.Message}
              Again: {ChaosSeeds.SeedVariable}={failure.Key} dotnet tests/{project}/bin/Release/net10.0/{project}.dll --filter-class {testClass.FullName}

            """;
    }
}
