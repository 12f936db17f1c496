namespace Snapchat.AudienceExport.AspNetCore.Tests.Support;

/// <summary>An endpoint as the tables of the tests call it: placeholders stand for what a <see cref="Scene"/> set up.</summary>
/// <param name="Method">The HTTP method.</param>
/// <param name="Path">The path below the prefix.</param>
/// <param name="Administrator">The status an administrator gets.</param>
/// <param name="Contributor">The status a contributor gets.</param>
/// <param name="Viewer">The status a viewer gets.</param>
/// <param name="Body">A good body, or null for none.</param>
internal sealed record Call(string Method, string Path, int Administrator, int Contributor, int Viewer, string? Body = null)
{
    /// <summary>The path to read before, whose ETag the call needs; null if it needs none.</summary>
    public string? Versioned { get; init; }

    public bool IsUnsafe => Method != "GET";

    public override string ToString() => $"{Method} {Path}";
}
