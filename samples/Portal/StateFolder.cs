namespace Portal;

/// <summary>Where the database lies: in a folder that stays, or in one that goes with the process.</summary>
internal sealed class StateFolder : IDisposable
{
    private readonly bool _isTemporary;

    /// <param name="path">The folder, or null for a temporary one.</param>
    public StateFolder(string? path)
    {
        _isTemporary = path is null;
        Path = path is null ? Directory.CreateTempSubdirectory("portal-").FullName : Directory.CreateDirectory(path).FullName;
    }

    public string Path { get; }

    public string ConnectionString => $"Data Source={System.IO.Path.Combine(Path, "portal.db")}";

    public void Dispose()
    {
        if (_isTemporary)
            Directory.Delete(Path, recursive: true);
    }
}
