namespace Snapchat.AudienceExport.Membership;

/// <summary>What was found out before a plan was sealed, and is needed when its run ends: kept with the plan, so that whoever continues the run need not read anything again.</summary>
/// <param name="Plan">The plan as people see it: counts, warnings, where refused values stand.</param>
/// <param name="Memory">What later runs compare with, if this one finishes.</param>
internal sealed record RunAccount(ExportPlan Plan, RunMemory Memory);
