using Snapchat.AudienceExport.Dashboard.Http;

namespace Snapchat.AudienceExport.Dashboard.Endpoints;

/// <summary>What the page of the system refresh shows.</summary>
/// <param name="State">When it happens, and how the latest one went.</param>
/// <param name="Wanted">What the form holds: what is set, or what somebody tried to set; null for off.</param>
internal sealed record SchedulesModel(SystemRefreshState State, Recurrence? Wanted) : IProblemModel
{
    public PageProblem? Problem { get; init; }
}
