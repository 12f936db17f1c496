namespace Snapchat.AudienceExport.Dashboard.Tests.Support;

/// <summary>A page or an action as the table of the tests calls it: placeholders stand for what was set up.</summary>
/// <param name="Method">The HTTP method.</param>
/// <param name="Path">The path below the prefix.</param>
/// <param name="Administrator">The status an administrator gets.</param>
/// <param name="Contributor">The status a contributor gets.</param>
/// <param name="Viewer">The status a viewer gets.</param>
/// <param name="Form">The fields of the form, or null for none but the anti-forgery token.</param>
internal sealed record PageCall(string Method, string Path, int Administrator, int Contributor, int Viewer, string? Form = null)
{
    public bool IsPost => Method == "POST";

    public override string ToString() => $"{Method} {Path}";
}
