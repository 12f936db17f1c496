// The whole system in one process. `dotnet run` in this folder, then http://localhost:5080.
// With Snapchat:ClientId and Snapchat:ClientSecret in the configuration (user secrets, environment) it talks to Snapchat itself, and keeps its state in Portal:State.

using Portal;

await using PortalApp portal = await PortalApp.CreateAsync(args);
await portal.StartAsync();
Console.WriteLine($"Open {portal.Address} in a browser; Ctrl+C stops.");
await portal.WaitForShutdownAsync();
