using System.Diagnostics;
using System.Text;
using DuckDB.NET.Data;

namespace ExportConsole.Tests;

/// <summary>No address reaches a disk while DuckDB reads, nor is one left behind by a process that is killed in it.</summary>
public sealed class KilledReadTests : IDisposable
{
    private const string Canary = "canary";

    // Bytes that are read at once, and how many of them could be the beginning of the word.
    private const int BlockLength = 1 << 20;
    private const int Overlap = 2 * 6;

    private static readonly string[] WatchedNames = ["work", "tmp", "state"];
    private static readonly string[] FolderVariables = ["TMPDIR", "TMP", "TEMP", "HOME", "XDG_CACHE_HOME"];

    private readonly TemporaryFolder _folder = new();

    private string[] Watched => [.. WatchedNames.Select(name => _folder[name])];

    [Fact]
    public async Task AddressesAreNowhereOnDisk()
    {
        // So many that the read goes on until it is killed; longer than DuckDB's vectors, and than what it keeps inside of them.
        ProcessStartInfo start = Start($"SELECT '{Canary}.' || r || '.' || email AS email FROM read_parquet('{WriteParquet()}') CROSS JOIN range(1000000) t(r)");

        // Progress is printed once a second, with the number of profiles read. The state is locked as yet.
        await KilledProcess.RunUntilAsync(start, "Reading and hashing: ", () => Assert.Empty(FindCanaries(Watched[..2])));

        Assert.Empty(FindCanaries(Watched));
        Assert.NotEmpty(Directory.GetFiles(_folder["state"]));
    }

    [Fact]
    public async Task WhatMemoryCannotHoldIsNotWrittenEither()
    {
        // To be sorted it has to be held, which takes almost twice what DuckDB may have.
        ProcessStartInfo start = Start($"SELECT '{Canary}.' || r || '.' || email AS email FROM read_parquet('{WriteParquet()}') CROSS JOIN range(100) t(r) ORDER BY hash(email || r)");
        start.RedirectStandardError = true;
        using Process process = Process.Start(start)!;
        Task<string> output = process.StandardOutput.ReadToEndAsync(TestContext.Current.CancellationToken);

        string error = await process.StandardError.ReadToEndAsync(TestContext.Current.CancellationToken);
        await process.WaitForExitAsync(TestContext.Current.CancellationToken);

        Assert.NotEqual(0, process.ExitCode);
        Assert.Contains("It needs more memory than MemoryLimitBytes allows", error, StringComparison.Ordinal);
        Assert.DoesNotContain(Canary, error + await output, StringComparison.Ordinal);
        Assert.Empty(FindCanaries(Watched));
        Assert.Empty(Directory.GetFileSystemEntries(_folder["work"]));
    }

    [Fact]
    public void SearchFindsWhatItLooksFor()
    {
        byte[] content = new byte[3 * BlockLength];
        Encoding.UTF8.GetBytes(Canary, content.AsSpan(BlockLength - 3));
        _folder.Write("utf8", content);
        _folder.Write("utf16", Encoding.Unicode.GetBytes(Canary));

        Assert.Equal(2, FindCanaries([_folder[""]]).Count());
    }

    public void Dispose() => _folder.Dispose();

    private static IEnumerable<string> FindCanaries(IEnumerable<string> folders) =>
        folders.SelectMany(static folder => Directory.GetFiles(folder, "*", SearchOption.AllDirectories)).Where(HasCanary);

    private static bool HasCanary(string file)
    {
        byte[] block = new byte[BlockLength];
        int kept = 0;
        using var stream = new FileStream(file, FileMode.Open, FileAccess.Read, FileShare.ReadWrite | FileShare.Delete);
        while (stream.Read(block, kept, block.Length - kept) is > 0 and var read)
        {
            ReadOnlySpan<byte> filled = block.AsSpan(0, kept + read);
            if (filled.IndexOf(Encoding.UTF8.GetBytes(Canary)) >= 0 || filled.IndexOf(Encoding.Unicode.GetBytes(Canary)) >= 0)
                return true;
            kept = Math.Min(Overlap, filled.Length);
            filled[^kept..].CopyTo(block);
        }

        return false;
    }

    private ProcessStartInfo Start(string sql)
    {
        foreach (string name in WatchedNames)
            Directory.CreateDirectory(_folder[name]);
        ProcessStartInfo start = KilledProcess.Start("--dry-run", "--sql", sql, "--state", _folder["state"]);
        start.WorkingDirectory = _folder["work"];
        foreach (string variable in FolderVariables)
            start.Environment[variable] = _folder["tmp"];

        // Its diagnostics are a socket in the folder, which cannot be read like a file.
        start.Environment["DOTNET_EnableDiagnostics"] = "0";
        return start;
    }

    private string WriteParquet()
    {
        string file = _folder["profiles.parquet"];
        using var connection = new DuckDBConnection(DuckDBConnectionStringBuilder.InMemoryConnectionString);
        connection.Open();
        using DuckDBCommand command = connection.CreateCommand();
        command.CommandText = $"COPY (SELECT '{Canary}.someone.with.a.long.name.' || i || '@example.com' AS email FROM range(100000) t(i)) TO '{file}' (FORMAT parquet)";
        command.ExecuteNonQuery();
        return file;
    }
}
