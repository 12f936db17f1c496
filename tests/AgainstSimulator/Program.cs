using System.Diagnostics;
using Snapchat.AudienceExport;
using Snapchat.AudienceExport.Testing;

// AgainstSimulator PROGRAM [ARGUMENT …]: runs a program that exports two people to an audience, gives it a simulated Snapchat by its environment, and looks whether they have arrived.
await using SnapchatSimulator snapchat = await SnapchatSimulator.StartAsync();
AudienceId audience = AudienceId.Parse("5677923948298240");
snapchat.AddAudience(audience);
var start = new ProcessStartInfo(args[0], args[1..])
{
    Environment =
    {
        ["Snapchat__ApiBaseAddress"] = snapchat.BaseAddress.ToString(),
        ["Snapchat__AccountsBaseAddress"] = snapchat.BaseAddress.ToString(),
        ["Snapchat__ClientId"] = snapchat.ClientId,
        ["Snapchat__ClientSecret"] = snapchat.ClientSecret.Reveal(),
        ["Snapchat__RefreshToken"] = snapchat.RefreshToken.Reveal(),
        ["Snapchat__AcceptDataUse"] = "true",
    },
};
using Process process = Process.Start(start)!;
await process.WaitForExitAsync();
int members = snapchat.CountMembers(audience, IdentifierKind.Email);
Console.WriteLine($"{Path.GetFileName(args[^1])} ended with {process.ExitCode}; the audience has {members} members.");
return process.ExitCode == 0 && members == 2 ? 0 : 1;
