// Takes the pictures of the README anew: dotnet run -c Release --project tests/PortalScreenshots -- samples/Portal/screenshots
// Needs Chromium (apt-get install chromium, or CHROMIUM_PATH).

using PortalScreenshots;

string folder = args.FirstOrDefault() ?? "samples/Portal/screenshots";
Directory.CreateDirectory(folder);
await using Studio studio = await Studio.OpenAsync();
string connection = await studio.AddConnectionAsync();
await studio.TakeAsync($"/connections/{connection}", Path.Combine(folder, "connection.png"));
await studio.TakeAsync("/connections", Path.Combine(folder, "connections.png"));
string export = await studio.AddExportAsync(connection);
await studio.TakeAsync($"/exports/{export}/edit", Path.Combine(folder, "export.png"));
await studio.TakePlanAsync(export, Path.Combine(folder, "plan.png"));
string run = await studio.RunAsync(export, times: 5);
await studio.TakeAsync($"/runs/{run}", Path.Combine(folder, "run.png"));
await studio.TakeAsync($"/exports/{export}", Path.Combine(folder, "history.png"));
await studio.SetSystemRefreshAsync();
await studio.TakeAsync("/schedules", Path.Combine(folder, "schedules.png"));
await studio.TakeAsync("/exports", Path.Combine(folder, "exports.png"));
await studio.TakeAsync("/exports", Path.Combine(folder, "exports-kazakh-dark.png"), isKazakhAndDark: true);
Console.WriteLine($"Pictures are in {Path.GetFullPath(folder)}.");
