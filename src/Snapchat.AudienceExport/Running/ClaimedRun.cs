using Snapchat.AudienceExport.Storage;

namespace Snapchat.AudienceExport.Running;

/// <summary>A run that a worker has taken on.</summary>
/// <param name="Run">The run; its definition is the one it is executed with, whatever becomes of the export meanwhile.</param>
/// <param name="Lease">The lease on its audience.</param>
/// <param name="Connection">The connection it goes through.</param>
/// <param name="GoesOn">Whether it goes on with a plan that it has; else it begins.</param>
internal sealed record ClaimedRun(StoredRun Run, StoredLease Lease, StoredConnection Connection, bool GoesOn);
