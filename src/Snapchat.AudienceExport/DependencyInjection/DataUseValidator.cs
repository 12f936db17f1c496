using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;
using Snapchat.AudienceExport.Storage;

namespace Snapchat.AudienceExport.DependencyInjection;

/// <summary>Asks for the operator's consent where no registry of connections keeps it.</summary>
internal sealed class DataUseValidator(IServiceProviderIsService? services = null) : IValidateOptions<SnapchatAudienceExportOptions>
{
    public ValidateOptionsResult Validate(string? name, SnapchatAudienceExportOptions options) => options.AcceptDataUse || services?.IsService(typeof(IAudienceExportStore)) == true
        ? ValidateOptionsResult.Success
        : ValidateOptionsResult.Fail("AcceptDataUse must be true: by setting it, the operator agrees that customer data, hashed, goes to Snapchat, and is entitled to send it there.");
}
