using Microsoft.Extensions.Options;

namespace Snapchat.AudienceExport.DependencyInjection;

/// <summary>Checks the attributes of the options; the code is generated.</summary>
[OptionsValidator]
internal sealed partial class EndpointOptionsRangeValidator : IValidateOptions<AudienceExportEndpointOptions>;
