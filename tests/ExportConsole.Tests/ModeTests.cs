using System.Text.Json;

namespace ExportConsole.Tests;

/// <summary><c>--mode</c> over <c>--state</c>: what one run sent, the next one adds to, removes from or replaces.</summary>
public sealed class ModeTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    [Fact]
    public async Task Mirror_RemovesWhoIsGone_OnceThatIsConfirmedByItsToken()
    {
        await RunAsync("mirror", 1..10);
        string token = TokenOf(await RunAsync("mirror", 6..11, "--dry-run"));
        ConsoleResult withheld = await RunAsync("mirror", 6..11);
        await AssertAudienceAsync(1..11);
        ConsoleResult planned = await RunAsync("mirror", 6..11, "--dry-run");
        ConsoleResult changed = await RunAsync("mirror", 7..11, "--confirm-removals", token);
        await AssertAudienceAsync(1..11);
        ConsoleResult confirmed = await RunAsync("mirror", 6..11, "--confirm-removals", token);
        await AssertAudienceAsync(6..11);

        Assert.Contains("5 removals are withheld, since 5 of 9 identifiers of kind Email would go", Warnings(withheld), StringComparison.Ordinal);
        AssertPlan(planned, added: 0, removed: 0, unchanged: 5, withheld: 5);
        Assert.Equal(token, TokenOf(planned));
        Assert.Contains(token, Warnings(planned), StringComparison.Ordinal);
        Assert.Contains("removals are withheld", Warnings(changed), StringComparison.Ordinal);
        Assert.Equal(("", 5L), (Warnings(confirmed), Count(confirmed, "removed")));
    }

    [Fact]
    public async Task Mirror_RemovesAFewByItself()
    {
        await RunAsync("mirror", 1..10);

        AssertPlan(await RunAsync("mirror", 2..11, "--dry-run"), added: 1, removed: 1, unchanged: 8, withheld: 0);
        ConsoleResult result = await RunAsync("mirror", 2..11);

        Assert.Equal((1L, 1L, ""), (Count(result, "removed"), Count(result, "accepted"), Warnings(result)));
        await AssertAudienceAsync(2..11);
    }

    [Fact]
    public async Task ConfirmRemovalsWithoutToken_ConfirmsThePlanOfNow()
    {
        await RunAsync("mirror", 1..10);

        ConsoleResult result = await RunAsync("mirror", 8..12, "--confirm-removals");

        Assert.Equal((7L, 2L, ""), (Count(result, "removed"), Count(result, "added"), Warnings(result)));
        await AssertAudienceAsync(8..12);
    }

    [Fact]
    public async Task Add_KeepsWhoIsGone_AndSendsOnlyNewOnes_UnlessAllAreToBeSentAgain()
    {
        await RunAsync("add", 1..10);

        ConsoleResult added = await RunAsync("add", 8..12);
        ConsoleResult again = await RunAsync("add", 8..12, "--resend-all");

        Assert.Equal((2L, 2L, 0L), (Count(added, "unchanged"), Count(added, "accepted"), Count(added, "removed")));
        Assert.Equal(4, Count(again, "accepted"));
        await AssertAudienceAsync(1..12);
    }

    [Fact]
    public async Task Replace_ClearsAndAddsAll()
    {
        await RunAsync("add", 1..10);

        ConsoleResult refused = await ConsoleProcess.RunAsync(Arguments("replace", 8..12));
        await AssertAudienceAsync(1..10);
        ConsoleResult planned = await RunAsync("replace", 2..12, "--dry-run");
        await AssertAudienceAsync(1..10);
        ConsoleResult replaced = await RunAsync("replace", 8..12, "--confirm-removals");

        Assert.Equal(1, refused.ExitCode);
        Assert.Contains("would be cleared, and segment 'profiles' has 4 members and had 9", Assert.Single(refused.ErrorLines), StringComparison.Ordinal);
        Assert.Equal(("Planned", 10L), (planned.Json().GetProperty("status").GetString(), Count(planned, "added")));
        Assert.Equal(4, Count(replaced, "accepted"));
        await AssertAudienceAsync(8..12);
    }

    [Fact]
    public async Task Simulator_HasProcessedBeforeTheNextRun_AndKeepsNoDigestInClear()
    {
        await RunAsync("add", 1..10);

        ConsoleResult second = await RunAsync("add", 1..10);

        Assert.Equal("COMPLETE", second.Json().GetProperty("audience").GetProperty("uploadStatus").GetString());
        Assert.Equal(9, second.Json().GetProperty("audience").GetProperty("size").GetInt64());
        byte[] digest = Convert.FromHexString(Digests.Of(Address(1)));
        foreach (string file in Directory.GetFiles(_folder["state"], "*", SearchOption.AllDirectories))
            Assert.Equal(-1, (await File.ReadAllBytesAsync(file, TestContext.Current.CancellationToken)).AsSpan().IndexOf(digest));
    }

    public void Dispose() => _folder.Dispose();

    private static string Address(int number) => $"p{number}@example.com";

    private static long Count(ConsoleResult result, string name) => result.Emails().GetProperty(name).GetInt64();

    private static string Warnings(ConsoleResult result) => string.Join(' ', result.Json().GetProperty("warnings").EnumerateArray().Select(static warning => warning.GetString()));

    private static string TokenOf(ConsoleResult plan) => plan.Json().GetProperty("token").GetString()!;

    private static void AssertPlan(ConsoleResult plan, long added, long removed, long unchanged, long withheld)
    {
        JsonElement json = plan.Json();
        Assert.Equal("Planned", json.GetProperty("status").GetString());
        Assert.Equal((added, removed, unchanged, withheld), (Count(plan, "added"), Count(plan, "removed"), Count(plan, "unchanged"), json.GetProperty("withheldRemovals").GetInt64()));
        Assert.Equal(added > 0, json.GetProperty("requests").GetInt64() > 0 && json.GetProperty("bytes").GetInt64() > 0);
        Assert.Equal(0, json.GetProperty("leastSeconds").GetDouble());
    }

    private static IEnumerable<string> People(Range people) => Enumerable.Range(people.Start.Value, people.End.Value - people.Start.Value).Select(Address);

    private string[] Arguments(string mode, Range people) =>
        ["--json", "--state", _folder["state"], "--audience-out", _folder["audience.txt"], "--mode", mode, "--input", _folder.Write("people.csv", $"email\n{string.Join('\n', People(people))}\n")];

    private async Task<ConsoleResult> RunAsync(string mode, Range people, params string[] more)
    {
        ConsoleResult result = await ConsoleProcess.RunAsync([.. Arguments(mode, people), .. more]);
        Assert.Equal((0, ""), (result.ExitCode, result.Error));
        return result;
    }

    private async Task AssertAudienceAsync(Range people) =>
        Assert.Equal(Digests.LinesOf(People(people)), await File.ReadAllLinesAsync(_folder["audience.txt"], TestContext.Current.CancellationToken));
}
