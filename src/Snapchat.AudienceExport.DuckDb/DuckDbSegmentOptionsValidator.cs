using Microsoft.Extensions.Options;

namespace Snapchat.AudienceExport.DuckDb;

/// <summary>Checks each option against its own attributes.</summary>
[OptionsValidator]
internal sealed partial class DuckDbSegmentOptionsValidator : IValidateOptions<DuckDbSegmentOptions>;
