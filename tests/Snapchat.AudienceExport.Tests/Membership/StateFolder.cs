namespace Snapchat.AudienceExport.Tests.Membership;

/// <summary>An empty folder that is gone after the test.</summary>
internal sealed class StateFolder : IDisposable
{
    public string Path { get; } = Directory.CreateTempSubdirectory("audience-export-").FullName;

    public void Dispose() => Directory.Delete(Path, recursive: true);
}
