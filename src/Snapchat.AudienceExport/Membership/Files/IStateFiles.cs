namespace Snapchat.AudienceExport.Membership.Files;

/// <summary>What the file store asks of the file system; a seam, so that a test can take the power away at every point.</summary>
/// <remarks>Nothing is durable until it is synchronized: the content of a file by <see cref="IStateFile.Sync"/>, its name and its deletion by <see cref="SyncFolder"/>.</remarks>
internal interface IStateFiles
{
    /// <summary>Creates a folder that only its owner may enter, unless it exists.</summary>
    void CreateFolder(string path);

    void SyncFolder(string path);

    /// <summary>Opens a file for writing that only its owner may read, and creates it if it does not exist.</summary>
    IStateFile OpenForWriting(string path);

    /// <returns>The file, or null if there is none.</returns>
    IStateFile? OpenForReading(string path);

    /// <summary>Opens a file that no other process may open meanwhile.</summary>
    /// <exception cref="IOException">Another process has it.</exception>
    IDisposable Lock(string path);

    /// <summary>Renames a file over another, if there is one, in one step.</summary>
    void Rename(string from, string to);

    /// <summary>Deletes a file, if there is one.</summary>
    void Delete(string path);

    /// <summary>Gets the names of the files and folders in a folder; none if there is no such folder.</summary>
    IReadOnlyList<string> GetNames(string folder);
}
