namespace Snapchat.AudienceExport;

/// <summary>Why a run did not succeed.</summary>
/// <param name="Code">What kind of problem.</param>
/// <param name="Culprit">Who can mend it.</param>
/// <param name="Message">One sentence that says what happened and what to do; with Snapchat's own words and request ID where there are any.</param>
public sealed record ExportProblem(ExportProblemCode Code, ProblemCulprit Culprit, string Message);
