namespace Snapchat.AudienceExport.Exports;

/// <summary>What was found in a draft.</summary>
/// <param name="Problems">Everything that is missing or wrong; empty if it can be saved.</param>
/// <param name="Warnings">What a person should know although it can be saved.</param>
internal sealed record ExportFindings(IReadOnlyList<ValidationProblem> Problems, IReadOnlyList<string> Warnings);
