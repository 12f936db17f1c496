namespace Snapchat.AudienceExport.Membership;

/// <summary>What kinds of request a plan holds.</summary>
[Flags]
internal enum PlanDirections
{
    None = 0,
    Add = 1,
    Remove = 2,
    Clear = 4,
}
