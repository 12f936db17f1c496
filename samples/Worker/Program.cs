using Worker;

// Worker --processes 4 starts four of them; each is this program without the option.
return args is ["--processes", string count, .. string[] rest]
    ? await WorkerProcesses.RunAsync(int.Parse(count, System.Globalization.CultureInfo.InvariantCulture), rest)
    : await WorkerHost.RunAsync(args);
