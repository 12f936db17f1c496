namespace Snapchat.AudienceExport.Scheduling;

/// <summary>What is stored of when the system refresh happens.</summary>
/// <param name="Recurrence">Its days, times and time zone; null if it is off.</param>
/// <param name="UpdatedBy">Who said so.</param>
/// <param name="UpdatedAt">Since when; what was due before does not count.</param>
internal sealed record SystemRefreshSchedule(Recurrence? Recurrence, Actor UpdatedBy, DateTimeOffset UpdatedAt);
