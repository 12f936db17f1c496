using System.ComponentModel.DataAnnotations;

namespace Snapchat.AudienceExport;

/// <summary>The settings of the endpoints that <c>MapSnapchatAudienceExport</c> maps.</summary>
public sealed class AudienceExportEndpointOptions
{
    /// <summary>
    /// Gets or sets the page of this application to which a browser returns from Snapchat's page. Added to it are <c>authentication</c> (<c>succeeded</c>, <c>declined</c>, <c>refused</c> or
    /// <c>failed</c>) and, after a success, <c>connection</c> with the connection's ID.
    /// </summary>
    /// <value>A local path, as in <c>/settings/connections</c>, without a query. The default is <c>/</c>.</value>
    [Required]
    public string ReturnPath { get; set; } = "/";

    /// <summary>Gets or sets the most bytes a request body may have; a larger one is refused with status 413.</summary>
    /// <value>1,024 to 16,777,216 bytes. The default is 131,072 bytes (128 KiB).</value>
    [Range(1024, 16 * 1024 * 1024)]
    public int MaxRequestBodyBytes { get; set; } = 128 * 1024;
}
