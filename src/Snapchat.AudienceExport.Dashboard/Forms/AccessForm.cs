using Microsoft.AspNetCore.Http;

namespace Snapchat.AudienceExport.Dashboard.Forms;

/// <summary>Who may use a connection, as a form holds it: everybody with the role, or people by their IDs, one a line, each with an optional name behind a comma.</summary>
internal static class AccessForm
{
    public static ConnectionAccess Read(IFormCollection form) => new()
    {
        Contributors = form.Has("access", "contributors"),
        Users = [.. form.Text("users").Split('\n', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries).Select(Parse)],
    };

    public static string Write(ConnectionAccess access) =>
        string.Join('\n', access.Users.Select(static user => user.DisplayName is null ? user.Id : $"{user.Id}, {user.DisplayName}"));

    private static Actor Parse(string line) => line.Split(',', 2, StringSplitOptions.TrimEntries) is [var id, var name] && name.Length > 0 ? new Actor(id, name) : new Actor(line.TrimEnd(','));
}
