namespace Snapchat.AudienceExport.Client.Wire;

/// <summary>An audience, in requests and answers. Members that a request leaves null are not written.</summary>
internal sealed class SegmentDto
{
    public string? Id { get; init; }

    public string? Name { get; init; }

    public string? Description { get; init; }

    public string? SourceType { get; init; }

    public int? RetentionInDays { get; init; }

    public string? AdAccountId { get; init; }

    public string? OrganizationId { get; init; }

    public string? Status { get; init; }

    public string? UploadStatus { get; init; }

    public string? TargetableStatus { get; init; }

    public double? ApproximateNumberUsers { get; init; }

    public string? CreatedAt { get; init; }

    public string? UpdatedAt { get; init; }
}
