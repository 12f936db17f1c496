using System.Globalization;
using Worker;
using Worker.Demonstrations;

// Worker --processes 4 starts four of them; each is this program without the option. Worker --demonstration 6 shows three of them at work on six exports, without Snapchat.
return args switch
{
    ["--processes", string count, .. string[] rest] => await WorkerProcesses.RunAsync(int.Parse(count, CultureInfo.InvariantCulture), rest),
    ["--demonstration", string exports, .. string[] rest] => await Demonstration.RunAsync(int.Parse(exports, CultureInfo.InvariantCulture), rest),
    _ => await WorkerHost.RunAsync(args),
};
