using Microsoft.Extensions.Options;

namespace Snapchat.AudienceExport.Dashboard.Http;

/// <summary>What a page may load and where its forms may lead: nothing inline, nothing from another host. "Connect" is a form whose answer leads to Snapchat's page, so that host is among the targets of forms.</summary>
internal sealed class ContentPolicy(IOptions<SnapchatAudienceExportOptions> options)
{
    public string Value { get; } =
        $"default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data:; connect-src 'self'; form-action 'self' {options.Value.AccountsBaseAddress.GetLeftPart(UriPartial.Authority)}; "
        + "base-uri 'none'; frame-ancestors 'none'";
}
