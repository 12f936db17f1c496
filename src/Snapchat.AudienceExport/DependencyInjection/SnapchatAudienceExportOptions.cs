using System.ComponentModel.DataAnnotations;

namespace Snapchat.AudienceExport;

/// <summary>The settings of this library.</summary>
public sealed class SnapchatAudienceExportOptions
{
    /// <summary>Gets or sets the client ID of the OAuth app, from Business Manager.</summary>
    /// <value>The default is null; needed for the single-account form, together with <see cref="ClientSecret"/> and <see cref="RefreshToken"/>.</value>
    public string? ClientId { get; set; }

    /// <summary>Gets or sets the client secret of the OAuth app.</summary>
    /// <value>The default is null.</value>
    public SnapchatSecret? ClientSecret { get; set; }

    /// <summary>Gets or sets the refresh token of the single account that <see cref="ISnapchatAudienceClient"/> acts as.</summary>
    /// <value>The default is null: there is no such account, and clients come from <see cref="ISnapchatAudienceClientFactory"/>.</value>
    public SnapchatSecret? RefreshToken { get; set; }

    /// <summary>Gets or sets the redirect address registered for the OAuth app, to which Snapchat's page returns the browser.</summary>
    /// <value>The default is null; needed to authenticate connections in a browser.</value>
    public Uri? RedirectUri { get; set; }

    /// <summary>Gets which claims tell who a person is and what role the person has.</summary>
    public AudienceExportIdentityOptions Identity { get; } = new();

    /// <summary>Gets the wordings that administrators agree to before data may go to Snapchat; the latest one in effect is the current one.</summary>
    /// <value>Empty, the default, means <see cref="ConsentStatement.Default"/>. Keep former wordings in the list.</value>
    public IList<ConsentStatement> ConsentStatements { get; } = [];

    /// <summary>
    /// Gets or sets whether the operator agrees that customer data, hashed, goes to Snapchat, and is entitled to send it there. Nothing is uploaded without it,
    /// or without the consent kept with a connection.
    /// </summary>
    /// <value>The default is false.</value>
    public bool AcceptDataUse { get; set; }

    /// <summary>Gets or sets the address of the API; <c>v1/…</c> is added to it.</summary>
    /// <value>https, or http for a loopback address or a host named in <see cref="AllowInsecureTransport"/>. The default is <c>https://adsapi.snapchat.com/</c>.</value>
    [Required]
    public Uri ApiBaseAddress { get; set; } = new("https://adsapi.snapchat.com/");

    /// <summary>Gets or sets the address of the account service; <c>login/oauth2/…</c> is added to it.</summary>
    /// <value>https, or http for a loopback address or a host named in <see cref="AllowInsecureTransport"/>. The default is <c>https://accounts.snapchat.com/</c>.</value>
    [Required]
    public Uri AccountsBaseAddress { get; set; } = new("https://accounts.snapchat.com/");

    /// <summary>Gets the hosts that may be reached over plain http although they are not loopback; a warning is logged at every start while there are any.</summary>
    /// <value>Empty by default.</value>
    public IList<string> AllowInsecureTransport { get; } = [];

    /// <summary>Gets or sets how many requests per second one connection may send, on average; bursts up to the same number.</summary>
    /// <value>1 to 10 requests per second; up to 100,000 for a loopback <see cref="ApiBaseAddress"/>. The default is 10, Snapchat's own limit per access token.</value>
    [Range(1, 100_000)]
    public int MaxRequestsPerSecondPerConnection { get; set; } = 10;

    /// <summary>Gets or sets how many requests per second all connections together may send, on average; bursts up to the same number.</summary>
    /// <value>1 to 20 requests per second; up to 100,000 for a loopback <see cref="ApiBaseAddress"/>. The default is 20, Snapchat's own limit per app.</value>
    [Range(1, 100_000)]
    public int MaxRequestsPerSecondPerApp { get; set; } = 20;

    /// <summary>Gets or sets the most identifiers in one request.</summary>
    /// <value>1 to 100,000 identifiers. The default is 100,000, Snapchat's own limit.</value>
    [Range(1, IdentifierBatch.MaxCount)]
    public int MaxIdentifiersPerRequest { get; set; } = IdentifierBatch.MaxCount;

    /// <summary>Gets or sets how many upload requests of one run are under way at once.</summary>
    /// <value>1 to 16 requests, each of which holds up to 3.2 MB of digests. The default is 4.</value>
    [Range(1, 16)]
    public int MaxConcurrentUploads { get; set; } = 4;

    /// <summary>Gets or sets the most distinct identifiers of one kind a run may want; a run that wants more is skipped and sends nothing.</summary>
    /// <value>1 profile or more. The default is null: no cap.</value>
    [Range(1, long.MaxValue)]
    public long? MaxProfiles { get; set; }

    /// <summary>Gets or sets how much memory the identifiers collected by one run may take; beyond it they are spilled, encrypted, to <see cref="CollectingFolder"/>.</summary>
    /// <value>16 MiB or more, in bytes. The default is 256 MiB, enough for about 8 million identifiers.</value>
    [Range(16 * 1024 * 1024, long.MaxValue)]
    public long CollectingMemoryBudget { get; set; } = 256 * 1024 * 1024;

    /// <summary>Gets or sets the folder for identifiers that do not fit into <see cref="CollectingMemoryBudget"/>; it must exist. It needs about 70 bytes per identifier, for the time of a run.</summary>
    /// <value>The default is null: the system's folder for temporary files.</value>
    public string? CollectingFolder { get; set; }

    /// <summary>Gets or sets the largest share of those known to be in an audience that a mirror removes without a person's confirmation, per kind of identifier; above it, removals are withheld.</summary>
    /// <value>0 to 1. The default is 0.3.</value>
    [Range(0.0, 1.0)]
    public double MaxRemovalShare { get; set; } = 0.3;

    /// <summary>Gets or sets whether a run whose removals were withheld counts as failed. Its additions are sent all the same.</summary>
    /// <value>The default is false: it is successful, with a warning.</value>
    public bool FailOnWithheldRemovals { get; set; }

    /// <summary>Gets or sets how long a run in mode <see cref="ExportMode.Replace"/> waits until a cleared audience is empty, and no other clear or removal can take effect any more; nobody is added before.</summary>
    /// <value>0 to 48 hours. The default is 30 minutes.</value>
    public TimeSpan ReplaceWait { get; set; } = TimeSpan.FromMinutes(30);

    /// <summary>Gets or sets how long after it was sent an upload or removal that got no answer may still take effect at Snapchat. Until then, acknowledged requests of the other direction prove nothing.</summary>
    /// <value>1 minute to 48 hours. The default is 15 minutes: Snapchat does not say, so it is an assumption.</value>
    public TimeSpan RequestLateness { get; set; } = TimeSpan.FromMinutes(15);

    /// <summary>Gets or sets how long after it was sent the clear of an audience may still take effect, unless it was answered and the audience seen empty.</summary>
    /// <value>1 minute to 48 hours. The default is 30 minutes: Snapchat does not say, so it is an assumption.</value>
    public TimeSpan ClearLateness { get; set; } = TimeSpan.FromMinutes(30);

    /// <summary>Gets or sets how often everybody wanted is sent again to an audience whose members stay for ever, also those who are there as far as is known.</summary>
    /// <value>1 to 3,650 days, or 0 for never. The default is 30 days.</value>
    public TimeSpan FullSendInterval { get; set; } = TimeSpan.FromDays(30);

    /// <summary>Gets or sets after which share of the retention of an audience whose members expire everybody wanted is sent again, so that nobody expires who still belongs there.</summary>
    /// <value>0.01 to 0.99. The default is 0.5.</value>
    [Range(0.01, 0.99)]
    public double FullSendShareOfRetention { get; set; } = 0.5;

    /// <summary>
    /// Gets or sets how long it is from one run of an export to the next at most: whoever would expire in that time is sent again now. Where it is longer than the retention of the audience, every run sends everybody.
    /// </summary>
    /// <value>1 minute to 365 days. The default is 1 day.</value>
    public TimeSpan LongestRunInterval { get; set; } = TimeSpan.FromDays(1);

    /// <summary>Gets or sets how many refused values a report names by segment, row, field and reason; all are counted.</summary>
    /// <value>0 to 10,000 values. The default is 100.</value>
    [Range(0, 10_000)]
    public int MaxReportedRefusals { get; set; } = 100;

    /// <summary>Gets or sets how long an upload request may take, retries and waiting included.</summary>
    /// <value>1 second to 1 day. The default is 30 minutes.</value>
    public TimeSpan UploadDeadline { get; set; } = TimeSpan.FromMinutes(30);

    /// <summary>Gets or sets how long any other request may take, retries and waiting included.</summary>
    /// <value>1 second to 1 day. The default is 2 minutes.</value>
    public TimeSpan CallDeadline { get; set; } = TimeSpan.FromMinutes(2);

    /// <summary>Gets or sets how long one attempt may take before it is given up and retried.</summary>
    /// <value>100 milliseconds to 1 hour, below both deadlines. The default is 100 seconds.</value>
    public TimeSpan AttemptTimeout { get; set; } = TimeSpan.FromSeconds(100);

    /// <summary>Gets or sets the delay before the first retry, to which jitter is added; it doubles with each further retry.</summary>
    /// <value>1 millisecond to 1 minute, at most <see cref="MaxRetryDelay"/>. The default is 1 second.</value>
    public TimeSpan MinRetryDelay { get; set; } = TimeSpan.FromSeconds(1);

    /// <summary>Gets or sets the longest delay between retries where Snapchat does not ask for another.</summary>
    /// <value>1 millisecond to 5 minutes. The default is 60 seconds.</value>
    public TimeSpan MaxRetryDelay { get; set; } = TimeSpan.FromSeconds(60);

    /// <summary>Gets or sets the longest delay honoured when Snapchat asks for one; a longer one fails the call at once and says so.</summary>
    /// <value>1 second to 1 hour. The default is 5 minutes.</value>
    public TimeSpan MaxServerDelay { get; set; } = TimeSpan.FromMinutes(5);

    /// <summary>Gets or sets how long before its end an access token is renewed; at most half of the token's life is taken.</summary>
    /// <value>0 to 10 minutes. The default is 1 minute.</value>
    public TimeSpan AccessTokenMargin { get; set; } = TimeSpan.FromMinutes(1);

    /// <summary>Gets or sets how many runs of different exports a worker executes at once.</summary>
    /// <value>1 to 16 runs. The default is 2.</value>
    [Range(1, 16)]
    public int MaxConcurrentRuns { get; set; } = 2;

    /// <summary>Gets or sets how often a worker tries again what is pending of erasures.</summary>
    /// <value>10 seconds to 1 day. The default is 5 minutes.</value>
    public TimeSpan ErasureRetryInterval { get; set; } = TimeSpan.FromMinutes(5);

    /// <summary>Gets or sets how long the records of ended runs are kept; the latest run of an export and its last successful one stay.</summary>
    /// <value>1 day to 100 years. The default is 400 days.</value>
    public TimeSpan RunRetention { get; set; } = TimeSpan.FromDays(400);

    /// <summary>Gets or sets how long audit records are kept.</summary>
    /// <value>1 day to 100 years. The default is 1,100 days, about 3 years.</value>
    public TimeSpan AuditRetention { get; set; } = TimeSpan.FromDays(1100);

    /// <summary>
    /// Gets or sets whether a <see cref="SegmentReadException"/> carries the source's own exception as its inner exception. Its message may hold values of profiles: for debugging only, never where exceptions are logged.
    /// </summary>
    /// <value>The default is false.</value>
    public bool IncludeSourceExceptions { get; set; }
}
