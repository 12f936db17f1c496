using System.Security.Cryptography;
using Snapchat.AudienceExport.Storage;

namespace Snapchat.AudienceExport.Membership.Files;

/// <summary>The key of a state folder, where the host has no other: a file in the folder, for its owner only. It guards copies of the other files, not the folder itself.</summary>
internal static class StateKey
{
    private const string FileName = "key";

    /// <summary>Opens the key of a folder that is open, and makes one in an empty folder.</summary>
    /// <exception cref="MembershipStateException">The key cannot be read or written, or is damaged.</exception>
    public static ISecretProtector Open(string folder, IStateFiles files)
    {
        string root = Path.GetFullPath(folder);
        string path = Path.Combine(root, FileName);
        byte[] key = StateFolderErrors.Explain(root, () => Read(files, path) ?? Make(files, root, path));
        return key.Length == AesSecretProtector.KeyLength
            ? new AesSecretProtector(key)
            : throw new MembershipStateException($"The key file '{path}' is damaged: bring back an undamaged copy, or empty the folder, and the history of its audiences counts as lost; {LostHistory.WayOut}");
    }

    private static byte[]? Read(IStateFiles files, string path)
    {
        using IStateFile? file = files.OpenForReading(path);
        if (file is null)
            return null;
        byte[] key = new byte[file.Length];
        file.Read(0, key);
        return key;
    }

    private static byte[] Make(IStateFiles files, string root, string path)
    {
        byte[] key = RandomNumberGenerator.GetBytes(AesSecretProtector.KeyLength);
        using (IStateFile file = files.OpenForWriting(path + ".draft"))
        {
            file.SetLength(0);
            file.Write(0, key);
            file.Sync();
        }

        files.Rename(path + ".draft", path);
        files.SyncFolder(root);
        return key;
    }
}
