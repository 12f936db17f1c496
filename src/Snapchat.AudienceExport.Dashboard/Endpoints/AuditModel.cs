namespace Snapchat.AudienceExport.Dashboard.Endpoints;

/// <summary>What the audit page shows.</summary>
/// <param name="Records">One page of records, the latest first.</param>
/// <param name="Skip">How many were left out before them.</param>
internal sealed record AuditModel(Page<AuditRecord> Records, int Skip)
{
    public const int Take = 50;
}
