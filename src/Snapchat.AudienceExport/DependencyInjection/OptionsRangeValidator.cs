using Microsoft.Extensions.Options;

namespace Snapchat.AudienceExport.DependencyInjection;

/// <summary>Checks each option against its own attributes.</summary>
[OptionsValidator]
internal sealed partial class OptionsRangeValidator : IValidateOptions<SnapchatAudienceExportOptions>;
