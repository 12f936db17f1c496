namespace ExportConsole.CommandLine;

/// <summary>Where <c>--snapchat</c> points to.</summary>
/// <param name="BaseAddress">The server that has both <c>v1/…</c> and <c>login/oauth2/…</c>, or null for Snapchat's own two addresses.</param>
internal sealed record SnapchatServer(Uri? BaseAddress)
{
    public static SnapchatServer Live { get; } = new((Uri?)null);

    public override string ToString() => BaseAddress?.ToString() ?? "Snapchat";
}
