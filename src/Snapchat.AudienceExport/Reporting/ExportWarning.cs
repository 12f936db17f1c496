namespace Snapchat.AudienceExport;

/// <summary>Something a person should know of a run that succeeded all the same.</summary>
/// <param name="Code">What kind of warning.</param>
/// <param name="Message">One sentence that says what happened and, where something can be done, what.</param>
public sealed record ExportWarning(ExportWarningCode Code, string Message);
