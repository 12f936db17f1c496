namespace ExportConsole.Tests;

/// <summary>Wrong usage: exit code 2 and a sentence, at once.</summary>
public class UsageTests
{
    public static TheoryData<string[], string> Mistakes { get; } = new()
    {
        { ["--profile", "5"], "'--profile 5' is not understood" },
        { ["customers.csv"], "'customers.csv' is not understood" },
        { ["--input"], "--input" },
        { ["--input", "no-such-file.csv"], "There is no file 'no-such-file.csv'" },
        { ["--input", Path.Combine("no-such-folder", "a.csv")], "There is no file" },
        { ["--input", "."], "is a folder" },
        { ["--input", "a.csv", "--profiles", "5"], "--profiles" },
        { ["--email-field", "mail"], "no column named 'mail'" },
        { ["--profiles", "0"], "--profiles takes a whole number" },
        { ["--profiles", "many"], "--profiles takes a whole number" },
        { ["--sql", "SELECT 1 AS email", "--profiles", "5"], "--sql and --profiles each say what to export" },
        { ["--sql", "SELECT 1 AS email", "--input", "a.csv"], "--input and --sql each say what to export" },
        { ["--sql", " "], "--sql takes a query" },
        { ["--sql", "DELETE FROM customers"], "is not one query" },
        { ["--sql", "SELECT 'a@example.com' AS mail"], "no column named 'email'" },
        { ["--sql", "SELECT * FROM read_parquet('no-such-file.parquet')"], "There is no file 'no-such-file.parquet'" },
        { ["--input", "no-such-file.parquet"], "There is no file" },
        { ["--input", "no-such-file.jsonl", "--email-field", "mail"], "There is no file" },
        { ["--phone-field", "no_such_phone"], "no column named 'no_such_phone'; name the one with the phone numbers with --phone-field" },
        { ["--mobile-id-field", "idfa"], "no column named 'idfa'; name the one with the advertising IDs with --mobile-id-field" },
        { ["--hashed", "mail"], "--hashed declares 'mail', which no other option names" },
        { ["--region", "GB"], "--region is about phone numbers" },
        { ["--sql", "SELECT '1' AS phone", "--phone-field", "phone", "--region", "ZZ"], "The default region 'ZZ' of field 'phone' is not known" },
        { ["--profiles", "5", "--phone-field", "phone"], "--profiles generates email addresses only" },
        { ["--profiles", "5", "--hashed", "email"], "--profiles generates email addresses only" },
        { ["--mode", "merge"], "--mode takes add, mirror or replace, not 'merge'" },
        { ["--mode", "mirror"], "for --mode mirror; name the folder that keeps it with --state" },
        { ["--mode", "replace", "--dry-run"], "for --mode replace; name the folder" },
        { ["--resend-all"], "for --resend-all; name the folder" },
        { ["--state", "unused", "--confirm-removals"], "--confirm-removals is for --mode mirror or replace" },
        { ["--state", "unused", "--mode", "mirror", "--confirm-removals", "yes"], "--confirm-removals takes the token" },
        { ["--state", "unused", "--mode", "mirror", "--confirm-removals", "--dry-run"], "there is nothing to confirm" },
        { ["--resume"], "for --resume; name the folder" },
        { ["--state", "unused", "--resume", "--resend-all"], "--resume goes on with a run as it was planned; leave out --resend-all" },
        { ["--state", "unused", "--resume", "--erase", "anna@example.com"], "--resume and --erase each say what to do" },
        { ["--erase", "anna"], "--erase takes an email address; what it was given is refused as MissingAt" },
        { ["--erase", "anna@example.com"], "for --erase; name the folder" },
        { ["--state", "unused", "--erase", "anna@example.com", "--dry-run"], "--erase exports nothing; leave out --dry-run" },
        { ["--state", "unused", "--erase", "anna@example.com", "--input", "a.csv"], "--erase exports nothing; leave out --input" },
        { ["--batch", "0"], "--batch takes a whole number from 1 to 100,000" },
        { ["--batch", "100001"], "--batch takes a whole number from 1 to 100,000" },
        { ["--audience", "8adc3db7"], "--audience takes 1 to 20 decimal digits" },
        { ["--audience-out", Path.Combine("no-such-folder", "a.txt")], "cannot be written" },
        { ["--state", ""], "--state takes the path of a folder" },
        { ["--snapchat", "localhost", "--audience", "1"], "--snapchat takes 'live' or an address" },
        { ["--snapchat", "live"], "--audience" },
        { ["--snapchat", "http://127.0.0.1:1", "--audience", "1", "--audience-out", "a.txt"], "--audience-out" },
    };

    [Theory]
    [MemberData(nameof(Mistakes))]
    public async Task Mistake_IsOneSentence(string[] arguments, string expected)
    {
        ConsoleResult result = await ConsoleProcess.RunAsync(["--json", .. arguments]);

        AssertWrongUsage(result, expected);
        Assert.Equal("", result.Output);
    }

    [Fact]
    public async Task MissingSecrets_AreNamedAtOnce()
    {
        string[] arguments = ["--snapchat", "http://127.0.0.1:1", "--audience", "1"];

        AssertWrongUsage(await ConsoleProcess.RunAsync(arguments), "SNAPCHAT_CLIENT_ID, SNAPCHAT_CLIENT_SECRET, SNAPCHAT_REFRESH_TOKEN");
        AssertWrongUsage(
            await ConsoleProcess.RunAsync(arguments, [("SNAPCHAT_CLIENT_ID", "app"), ("SNAPCHAT_REFRESH_TOKEN", "token")]),
            "set SNAPCHAT_CLIENT_SECRET.");
    }

    [Fact]
    public async Task PlainHttpElsewhere_IsRefused()
    {
        ConsoleResult result = await ConsoleProcess.RunAsync(
            ["--snapchat", "http://snapchat.example", "--audience", "1"],
            [("SNAPCHAT_CLIENT_ID", "app"), ("SNAPCHAT_CLIENT_SECRET", "secret-canary"), ("SNAPCHAT_REFRESH_TOKEN", "token-canary")]);

        Assert.Equal(2, result.ExitCode);
        Assert.Contains("https", result.Error, StringComparison.Ordinal);
        Assert.DoesNotContain("canary", result.Output + result.Error, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("", "is empty")]
    [InlineData("\"id,email\n1,a@example.com\n", "not well-formed")]
    [InlineData("email,email\na@example.com,b@example.com\n", "several columns")]
    public async Task FileWithoutTheColumn_IsOneSentence(string text, string expected)
    {
        using var folder = new TemporaryFolder();

        AssertWrongUsage(await ConsoleProcess.RunAsync("--input", folder.Write("a.csv", text)), expected);
    }

    [Fact]
    public async Task FileWithoutHeader_DoesNotShowItsFirstRow()
    {
        using var folder = new TemporaryFolder();

        ConsoleResult result = await ConsoleProcess.RunAsync("--input", folder.Write("a.csv", "1,canary@example.com\n2,b@example.com\n"));

        AssertWrongUsage(result, "no column named 'email'");
        Assert.DoesNotContain("canary", result.Output + result.Error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task AudienceOutOverTheInput_IsRefusedAndTheInputStays()
    {
        using var folder = new TemporaryFolder();
        string file = folder.Write("a.csv", "email\na@example.com\n");

        AssertWrongUsage(await ConsoleProcess.RunAsync("--input", file, "--audience-out", file), "would overwrite");
        Assert.Equal("email\na@example.com\n", await File.ReadAllTextAsync(file, TestContext.Current.CancellationToken));
    }

    [Fact]
    public async Task EmptyFileName_IsOneSentence() => AssertWrongUsage(await ConsoleProcess.RunAsync("--input", ""), "There is no file");

    private static void AssertWrongUsage(ConsoleResult result, string expected)
    {
        Assert.Equal(2, result.ExitCode);
        Assert.Contains(expected, Assert.Single(result.ErrorLines), StringComparison.Ordinal);
    }
}
