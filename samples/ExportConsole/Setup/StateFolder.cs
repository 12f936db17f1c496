using ExportConsole.CommandLine;
using Microsoft.Data.Sqlite;

namespace ExportConsole.Setup;

/// <summary>
/// The folder of <c>--state</c>, held by one program at a time. Workers on one store share the runs, so several programs with different files on it would export each other's customers;
/// a service, whose workers all read the same source, needs no such lock.
/// </summary>
internal sealed class StateFolder : IDisposable
{
    private const string DatabaseName = "audience-export.db";
    private const string SimulatorName = "simulated-snapchat";
    private const string LockName = "in-use.lock";
    private const UnixFileMode OwnerOnly = UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute;

    private readonly FileStream _lock;

    private StateFolder(FileStream held) => _lock = held;

    /// <summary>Makes the folder if it is not there, with rights for its owner only, and holds it.</summary>
    /// <exception cref="UsageException">It cannot be written, or somebody else holds it.</exception>
    public static StateFolder Claim(string folder)
    {
        try
        {
            if (OperatingSystem.IsWindows())
                Directory.CreateDirectory(folder);
            else
                Directory.CreateDirectory(folder, OwnerOnly);
            return new StateFolder(new FileStream(Path.Combine(folder, LockName), FileMode.OpenOrCreate, FileAccess.Write, FileShare.None));
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            throw new UsageException($"The state cannot be kept in '{folder}', since the folder cannot be written or another export is using it; choose another folder with --state.");
        }
    }

    /// <summary>How to open the database in a state folder.</summary>
    public static string ConnectionString(string folder) => new SqliteConnectionStringBuilder { DataSource = Path.Combine(folder, DatabaseName) }.ConnectionString;

    /// <summary>Where the built-in simulator keeps its side.</summary>
    public static string SimulatorFolder(string folder) => Path.Combine(folder, SimulatorName);

    public void Dispose() => _lock.Dispose();
}
