using System.Net.Http.Headers;
using System.Runtime.CompilerServices;
using System.Text.Json;
using Microsoft.Extensions.DependencyInjection;
using Snapchat.AudienceExport.Client;
using Snapchat.AudienceExport.Client.Wire;
using Snapchat.AudienceExport.Diagnostics;

namespace Snapchat.AudienceExport;

/// <summary>The client of Snapchat's API. Registered services get it as <see cref="ISnapchatAudienceClient"/>; <see cref="Create"/> makes one without registration.</summary>
public sealed class SnapchatAudienceClient : ISnapchatAudienceClient
{
    private const int MaxNameLength = 375;

    private readonly SnapchatConnection _connection;
    private readonly ApiSender _sender;
    private readonly SnapchatAudienceExportOptions _options;
    private readonly ExportMetrics _metrics;
    private readonly IAttemptGate? _gate;

    /// <param name="connection">Who to act as.</param>
    /// <param name="sender">Sends the calls.</param>
    /// <param name="options">The options.</param>
    /// <param name="metrics">The instruments.</param>
    /// <param name="gate">What answers for each attempt to change the members of an audience, consent included; without one, the consent in the options decides.</param>
    internal SnapchatAudienceClient(SnapchatConnection connection, ApiSender sender, SnapchatAudienceExportOptions options, ExportMetrics metrics, IAttemptGate? gate = null)
    {
        _connection = connection;
        _sender = sender;
        _options = options;
        _metrics = metrics;
        _gate = gate;
    }

    /// <summary>Makes a client without dependency injection. Keep it: each has its own connections and rate budget.</summary>
    /// <param name="credentials">Who to act as.</param>
    /// <param name="configure">Sets options, or null for the defaults, with which nothing can be uploaded: see <see cref="SnapchatAudienceExportOptions.AcceptDataUse"/>.</param>
    /// <returns>The client; it needs no disposal.</returns>
    /// <exception cref="Microsoft.Extensions.Options.OptionsValidationException">An option is out of range.</exception>
    public static ISnapchatAudienceClient Create(SnapchatCredentials credentials, Action<SnapchatAudienceExportOptions>? configure = null)
    {
        ArgumentNullException.ThrowIfNull(credentials);
        ServiceCollection services = [];
        SnapchatAudienceExportServiceCollectionExtensions.AddClient(services);
        if (configure is not null)
            services.Configure(configure);
        return services.BuildServiceProvider().GetRequiredService<ISnapchatAudienceClientFactory>().Create(credentials);
    }

    /// <inheritdoc/>
    public async Task<SnapchatUser> GetCurrentUserAsync(CancellationToken cancellationToken = default)
    {
        ApiAnswer answer = await SendAsync(Call("get_current_user", "read the authenticated user"), HttpMethod.Get, At("me"), null, cancellationToken).ConfigureAwait(false);
        return answer.Read(SnapchatJson.Default.MeAnswer).Me.ToUser() ?? throw answer.Unexpected("user");
    }

    /// <inheritdoc/>
    public async IAsyncEnumerable<SnapchatOrganization> GetOrganizationsAsync([EnumeratorCancellation] CancellationToken cancellationToken = default)
    {
        for (Uri? page = At("me/organizations?with_ad_accounts=true"); page is not null;)
        {
            ApiCall call = Call("get_organizations", "list the organizations");
            ApiAnswer answer = await SendAsync(call, HttpMethod.Get, page, null, cancellationToken).ConfigureAwait(false);
            OrganizationsAnswer content = answer.Read(SnapchatJson.Default.OrganizationsAnswer);
            foreach (OrganizationPart? part in content.Organizations ?? throw answer.Unexpected("organizations"))
            {
                if (part?.Organization.ToOrganization() is { } organization)
                    yield return organization;
            }

            page = NextPage(call, page, content.Paging);
        }
    }

    /// <inheritdoc/>
    public async IAsyncEnumerable<SnapchatAudience> GetAudiencesAsync(AdAccountId adAccount, [EnumeratorCancellation] CancellationToken cancellationToken = default)
    {
        for (Uri? page = At($"adaccounts/{adAccount.Value:D}/segments?limit=1000"); page is not null;)
        {
            ApiCall call = Call("get_audiences", $"list the audiences of ad account {adAccount}");
            ApiAnswer answer = await SendAsync(call, HttpMethod.Get, page, null, cancellationToken).ConfigureAwait(false);
            SegmentsAnswer content = answer.Read(SnapchatJson.Default.SegmentsAnswer);
            foreach (SegmentPart? part in content.Segments ?? throw answer.Unexpected("audiences"))
            {
                if (part?.Segment.ToAudience() is { } audience)
                    yield return audience;
            }

            page = NextPage(call, page, content.Paging);
        }
    }

    /// <inheritdoc/>
    public Task<SnapchatAudience> GetAudienceAsync(AudienceId audience, CancellationToken cancellationToken = default) =>
        SendForAudienceAsync(Call("get_audience", $"read audience {audience}", audience), HttpMethod.Get, At($"segments/{audience.Value}"), null, cancellationToken);

    /// <inheritdoc/>
    public async Task<SnapchatAudience> CreateAudienceAsync(NewAudience audience, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(audience);
        Check(audience.Name, audience.RetentionDays, nameof(audience));
        ApiCall call = Call("create_audience", $"create an audience in ad account {audience.AdAccount}", isRepeatable: false);
        return await SendForAudienceAsync(call, HttpMethod.Post, Segments(audience.AdAccount), audience.ToDto(), cancellationToken).ConfigureAwait(false);
    }

    /// <inheritdoc/>
    public async Task<SnapchatAudience> UpdateAudienceAsync(AudienceUpdate update, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(update);
        Check(update.Name, update.RetentionDays, nameof(update));
        ApiCall call = Call("update_audience", $"change audience {update.Id}", update.Id);
        return await SendForAudienceAsync(call, HttpMethod.Put, Segments(update.AdAccount), update.ToDto(), cancellationToken).ConfigureAwait(false);
    }

    /// <inheritdoc/>
    public async Task DeleteAudienceAsync(AudienceId audience, CancellationToken cancellationToken = default)
    {
        ApiCall call = Call("delete_audience", $"delete audience {audience}", audience);
        ApiAnswer answer = await SendAsync(call, HttpMethod.Delete, At($"segments/{audience.Value}"), null, cancellationToken).ConfigureAwait(false);
        answer.RequireSuccess();
    }

    /// <inheritdoc/>
    public async Task<UploadReceipt> AddUsersAsync(AudienceId audience, IdentifierBatch batch, CancellationToken cancellationToken = default)
    {
        if (!_options.AcceptDataUse && _gate is null)
            throw new InvalidOperationException("Nothing is uploaded before the operator agrees that hashed customer data goes to Snapchat; set AcceptDataUse to true in the options.");
        return await SendUsersAsync(Call("add_users", $"add users to audience {audience}", audience, isUpload: true, isGated: true), HttpMethod.Post, batch, cancellationToken).ConfigureAwait(false);
    }

    /// <inheritdoc/>
    public Task<UploadReceipt> RemoveUsersAsync(AudienceId audience, IdentifierBatch batch, CancellationToken cancellationToken = default) =>
        SendUsersAsync(Call("remove_users", $"remove users from audience {audience}", audience, isUpload: true, isGated: true), HttpMethod.Delete, batch, cancellationToken);

    /// <inheritdoc/>
    public Task RemoveAllUsersAsync(AudienceId audience, CancellationToken cancellationToken = default) => ClearAsync(audience, cancellationToken);

    /// <summary>Removes everybody, as <see cref="RemoveAllUsersAsync"/>.</summary>
    /// <returns>Whether an earlier attempt was left unanswered, so that Snapchat may clear the audience once more, and late.</returns>
    internal async Task<bool> ClearAsync(AudienceId audience, CancellationToken cancellationToken)
    {
        ApiCall call = Call("remove_all_users", $"remove all users from audience {audience}", audience, isGated: true);
        ApiAnswer answer = await SendAsync(call, HttpMethod.Delete, At($"segments/{audience.Value}/all_users"), null, cancellationToken).ConfigureAwait(false);
        answer.RequireSuccess();
        return call.HasUnansweredAttempts;
    }

    private async Task<UploadReceipt> SendUsersAsync(ApiCall call, HttpMethod method, IdentifierBatch batch, CancellationToken cancellationToken)
    {
        if (batch.Digests.IsEmpty)
            throw new ArgumentException("The batch is default and holds no digests; use its constructor.", nameof(batch));
        Uri address = At($"segments/{call.Audience!.Value.Value}/users");
        ApiAnswer answer = await SendAsync(call, method, address, new UsersContent(batch, _metrics), cancellationToken).ConfigureAwait(false);
        answer.RequireSuccess();

        // Where Snapchat gives no number it has acknowledged none: the caller sees a short count, not a guess.
        long accepted = answer.Read(SnapchatJson.Default.UsersAnswer).Users?.Sum(static part => part?.User?.NumberUploadedUsers ?? 0) ?? 0;
        return new UploadReceipt(batch.Digests.Length, accepted, answer.RequestId) { HasUnansweredAttempts = call.HasUnansweredAttempts };
    }

    private async Task<SnapchatAudience> SendForAudienceAsync(ApiCall call, HttpMethod method, Uri address, SegmentDto? segment, CancellationToken cancellationToken)
    {
        HttpContent? content = segment is null ? null : Json(new SegmentsRequest { Segments = [segment] });
        ApiAnswer answer = await SendAsync(call, method, address, content, cancellationToken).ConfigureAwait(false);
        SegmentsAnswer segments = answer.Read(SnapchatJson.Default.SegmentsAnswer);
        return (segments.Segments is [{ } part, ..] ? part.Segment.ToAudience() : null) ?? throw answer.Unexpected("audience");
    }

    private async Task<ApiAnswer> SendAsync(ApiCall call, HttpMethod method, Uri address, HttpContent? content, CancellationToken cancellationToken)
    {
        using HttpRequestMessage request = new(method, address) { Content = content };

        // Without it, a server that answers early and closes the connection would lose its answer.
        if (content is UsersContent)
            request.Headers.ExpectContinue = true;
        return await _sender.SendAsync(call, request, cancellationToken).ConfigureAwait(false);
    }

    private ApiCall Call(string operation, string purpose, AudienceId? audience = null, bool isUpload = false, bool isGated = false, bool isRepeatable = true) => new()
    {
        Operation = operation,
        Purpose = purpose,
        Deadline = isUpload ? _options.UploadDeadline : _options.CallDeadline,
        Budget = _connection.Budget,
        Tokens = _connection.Tokens,
        Audience = audience,
        Gate = isGated ? _gate : null,
        IsRepeatable = isRepeatable,
    };

    private Uri At(string path) => SnapchatHttp.At(_options.ApiBaseAddress, $"v1/{path}");

    private Uri Segments(AdAccountId adAccount) => At($"adaccounts/{adAccount.Value:D}/segments");

    private Uri? NextPage(ApiCall call, Uri page, Paging? paging)
    {
        if (string.IsNullOrEmpty(paging?.NextLink))
            return null;
        return Uri.TryCreate(page, paging.NextLink, out Uri? next) && next != page && SnapchatHttp.IsSameOrigin(next, _options.ApiBaseAddress)
            ? next
            : throw ApiErrors.ForeignLink(call);
    }

    private static ByteArrayContent Json(SegmentsRequest request) =>
        new(JsonSerializer.SerializeToUtf8Bytes(request, SnapchatJson.Default.SegmentsRequest)) { Headers = { ContentType = new MediaTypeHeaderValue("application/json") } };

    private static void Check(string name, int retentionDays, string parameter)
    {
        if (string.IsNullOrWhiteSpace(name) || name.Length > MaxNameLength)
            throw new ArgumentException($"The name of an audience has 1 to {MaxNameLength} characters.", parameter);
        if (retentionDays < 1)
            throw new ArgumentException($"The retention of an audience is 1 day or more, not {retentionDays}.", parameter);
    }
}
