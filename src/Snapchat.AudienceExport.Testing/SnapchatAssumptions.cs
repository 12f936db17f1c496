namespace Snapchat.AudienceExport.Testing;

/// <summary>What the simulator does where Snapchat's documentation is silent. A client should work under every combination.</summary>
public sealed class SnapchatAssumptions
{
    /// <summary>Gets or sets the answer where a request names an audience that does not exist: 404 with <c>E3003</c>, or 200 with <c>E3004</c>.</summary>
    /// <value>The default is <see cref="ErrorStyle.Request"/>.</value>
    public ErrorStyle UnknownAudience { get; set; } = ErrorStyle.Request;

    /// <summary>Gets or sets the same for deleting such an audience.</summary>
    /// <value>The default is <see cref="ErrorStyle.SubRequest"/>.</value>
    public ErrorStyle UnknownAudienceOnDelete { get; set; } = ErrorStyle.SubRequest;

    /// <summary>
    /// Gets or sets the answer to too many identifiers, more than 15 audiences, an unknown schema, empty data, malformed hashes, and uploads to anything but a customer list: 400 with a code that starts with <c>SIM_</c>, or 200 with <c>E2002</c>.
    /// </summary>
    /// <value>The default is <see cref="ErrorStyle.Request"/>.</value>
    public ErrorStyle InvalidRequest { get; set; } = ErrorStyle.Request;

    /// <summary>Gets or sets the answer to a name of more than 375 characters: 400, or 200 with <c>E2002</c>.</summary>
    /// <value>The default is <see cref="ErrorStyle.SubRequest"/>.</value>
    public ErrorStyle NameTooLong { get; set; } = ErrorStyle.SubRequest;

    /// <summary>Gets or sets the answer when an ad account would get more than 1,000 audiences: 400, or 200 with <c>E2002</c>.</summary>
    /// <value>The default is <see cref="ErrorStyle.SubRequest"/>.</value>
    public ErrorStyle TooManyAudiences { get; set; } = ErrorStyle.SubRequest;

    /// <summary>Gets or sets whether malformed hashes are counted as uploaded and never matched, instead of being refused.</summary>
    /// <value>The default is false.</value>
    public bool AcceptMalformedHashes { get; set; }

    /// <summary>Gets or sets whether hashes with upper-case digits count as malformed.</summary>
    /// <value>The default is false: they are the same as lower-case ones.</value>
    public bool RejectUpperCaseHashes { get; set; }

    /// <summary>Gets or sets whether <c>request_status</c> is <c>SUCCESS</c> when only some parts of a request failed.</summary>
    /// <value>The default is false.</value>
    public bool PartialFailureIsSuccess { get; set; }

    /// <summary>Gets or sets whether an update keeps what it does not name.</summary>
    /// <value>The default is false: description and retention left out get their defaults.</value>
    public bool UpdatesMerge { get; set; }

    /// <summary>Gets or sets whether <c>request_status</c> and <c>sub_request_status</c> are in lower case, as in some samples of the documentation.</summary>
    /// <value>The default is false.</value>
    public bool LowerCaseStatuses { get; set; }

    /// <summary>Gets or sets whether 401 has a JSON body.</summary>
    /// <value>The default is false: the text <c>unauthorized</c>.</value>
    public bool JsonUnauthorized { get; set; }

    /// <summary>Gets or sets whether 429 has a JSON body.</summary>
    /// <value>The default is false: the text <c>Too Many Requests</c>.</value>
    public bool JsonTooManyRequests { get; set; }

    /// <summary>Gets or sets whether a 429 of the enforced rate limits has a <c>Retry-After</c> header, in seconds.</summary>
    /// <value>The default is false.</value>
    public bool RetryAfterOnRateLimit { get; set; }

    /// <summary>Gets or sets whether the links to further pages name a host that is not the API's, as one sample of the documentation does.</summary>
    /// <value>The default is false. The bearer token must not be sent there.</value>
    public bool ForeignPageLinks { get; set; }
}
