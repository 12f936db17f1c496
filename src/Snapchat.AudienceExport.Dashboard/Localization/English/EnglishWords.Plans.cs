namespace Snapchat.AudienceExport.Dashboard.Localization;

internal static partial class EnglishWords
{
    private static PlanWords Plans => new()
    {
        Title = static name => $"Plan of {name}",
        Hint = "The plan reads the segments, compares them with what the audience was sent before, and says what a run would do. Nothing is sent.",
        ResendAll = "Send everybody again, for an audience that somebody edited by hand",
        Make = "Make the plan",
        MakeAgain = "Make the plan again",
        Totals = "Totals",
        Added = "Added",
        Removed = "Removed",
        Unchanged = "Unchanged",
        Requests = "Requests",
        Bytes = "To send",
        LeastTime = "At least",
        Run = "Run",
        RunWithoutRemovals = "Run without the removals",
        RunAndRemove = static count => $"Run, and remove {count}",
    };
}
