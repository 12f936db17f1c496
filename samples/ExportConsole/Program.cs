using ExportConsole.CommandLine;

return await ExportCommand.InvokeAsync(args);
