namespace Snapchat.AudienceExport.Reporting;

/// <summary>The converters of Snapchat's own words about an audience, for the JSON of what holds a report.</summary>
internal static class AudienceWords
{
    internal sealed class SourceType() : SnapchatWordConverter<AudienceSourceType>(static word => new(word), static value => value.Value);

    internal sealed class Status() : SnapchatWordConverter<AudienceStatus>(static word => new(word), static value => value.Value);

    internal sealed class UploadStatus() : SnapchatWordConverter<AudienceUploadStatus>(static word => new(word), static value => value.Value);

    internal sealed class TargetableStatus() : SnapchatWordConverter<AudienceTargetableStatus>(static word => new(word), static value => value.Value);
}
