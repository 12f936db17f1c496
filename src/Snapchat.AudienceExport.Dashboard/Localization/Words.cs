namespace Snapchat.AudienceExport.Dashboard.Localization;

/// <summary>All words of the pages in one language. They are members and not keys, so that a language that lacks one does not compile.</summary>
/// <param name="Common">What pages share.</param>
/// <param name="Problems">What goes wrong.</param>
/// <param name="Connections">Connections.</param>
/// <param name="Exports">The list of exports, and one export.</param>
/// <param name="Editor">The editor of an export.</param>
/// <param name="Plans">Plans.</param>
/// <param name="Runs">Runs and their history.</param>
/// <param name="Schedules">The system refresh.</param>
/// <param name="Erasure">Erasures.</param>
internal sealed record Words(CommonWords Common, ProblemWords Problems, ConnectionWords Connections, ExportWords Exports, EditorWords Editor, PlanWords Plans, RunWords Runs, ScheduleWords Schedules, ErasureWords Erasure);
