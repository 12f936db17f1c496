using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;
using Snapchat.AudienceExport.Diagnostics;

namespace Snapchat.AudienceExport.DependencyInjection;

/// <summary>Warns of hosts that may be reached over plain http. A validator, since validation is what runs at every start, with a host and without.</summary>
internal sealed class InsecureTransportNotice(ILogger<InsecureTransportNotice> logger) : IValidateOptions<SnapchatAudienceExportOptions>
{
    private int _given;

    public ValidateOptionsResult Validate(string? name, SnapchatAudienceExportOptions options)
    {
        if (options.AllowInsecureTransport.Count > 0 && Interlocked.Exchange(ref _given, 1) == 0)
            logger.InsecureTransport(string.Join(", ", options.AllowInsecureTransport));
        return ValidateOptionsResult.Skip;
    }
}
