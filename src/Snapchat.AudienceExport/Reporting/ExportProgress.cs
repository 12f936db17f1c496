namespace Snapchat.AudienceExport;

/// <summary>Where a run stands. It holds counts only, never a value of a profile.</summary>
/// <param name="Run">The run.</param>
/// <param name="Stage">The stage.</param>
/// <param name="Done">How many profiles (collecting) or identifiers (uploading) are done in this stage.</param>
/// <param name="Total">How many there are in this stage, or null where that is not known beforehand.</param>
/// <param name="Rate">How many were done per second since the stage began; 0 at its start.</param>
public sealed record ExportProgress(RunId Run, ExportStage Stage, long Done, long? Total, double Rate);
