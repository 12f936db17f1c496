using System.Security.Claims;
using Microsoft.Extensions.Options;
using Snapchat.AudienceExport.Storage;

namespace Snapchat.AudienceExport.Identity;

/// <summary>Where every public method finds out who acts, and where it denies. Denials are put on record.</summary>
internal sealed class AccessGate(IAudienceExportAuthorizer authorizer, IAudienceExportStore store, IOptions<SnapchatAudienceExportOptions> options, TimeProvider timeProvider)
{
    private static readonly string[] IdClaims = ["sub", ClaimTypes.NameIdentifier];
    private static readonly string[] NameClaims = ["name", ClaimTypes.Name];
    private static readonly Actor Unknown = new("unknown");

    /// <summary>Identifies who acts, and demands a role.</summary>
    /// <exception cref="AudienceExportAccessDeniedException">The person has no ID, or not at least the role; the denial is on record.</exception>
    public async Task<Caller> RequireAsync(ClaimsPrincipal user, AudienceExportRole least, AuditAction action, AuditSubject? subject, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(user);
        Actor? actor = FindActor(user);
        AudienceExportRole? role = actor is null ? null : await authorizer.GetRoleAsync(user, cancellationToken).ConfigureAwait(false);
        if (actor is not null && role is { } sufficient && sufficient >= least && Enum.IsDefined(sufficient))
            return new Caller(actor, sufficient);
        throw await DenyAsync(actor ?? Unknown, action, subject, cancellationToken).ConfigureAwait(false);
    }

    /// <summary>Records a denial, and returns what to throw.</summary>
    public async Task<AudienceExportAccessDeniedException> DenyAsync(Actor actor, AuditAction action, AuditSubject? subject, CancellationToken cancellationToken)
    {
        await store.AddAuditAsync(AuditRecord.Of(timeProvider, actor, action, subject, AuditOutcome.Denied), cancellationToken).ConfigureAwait(false);
        return new AudienceExportAccessDeniedException($"{actor.DisplayName ?? actor.Id} may not do this ({action}); an administrator can.");
    }

    /// <summary>Carries out an act, and records it if it fails; one that succeeds is recorded with what it changes.</summary>
    public async Task<T> RecordFailureAsync<T>(Caller caller, AuditAction action, AuditSubject? subject, Func<Task<T>> act)
    {
        try
        {
            return await act().ConfigureAwait(false);
        }
        catch (AudienceExportException exception) when (exception is not AudienceExportAccessDeniedException)
        {
            await TryRecordAsync(AuditRecord.Of(timeProvider, caller.Actor, action, subject, AuditOutcome.Failed, exception.Message)).ConfigureAwait(false);
            throw;
        }
    }

    private async Task TryRecordAsync(AuditRecord failure)
    {
        try
        {
            // Whoever lost interest meanwhile, the failure has happened.
            await store.AddAuditAsync(failure, CancellationToken.None).ConfigureAwait(false);
        }
        catch (AudienceExportStoreException)
        {
            // The failure itself is what the caller has to hear of, and often it is the same one.
        }
    }

    private Actor? FindActor(ClaimsPrincipal user)
    {
        if (AuthenticatedPart.Of(user) is not { } authenticated)
            return null;
        AudienceExportIdentityOptions names = options.Value.Identity;
        string? id = FindClaim(authenticated, names.IdClaims, IdClaims);

        // Nobody passes for background work in the records.
        return id is null || string.Equals(id, SystemPrincipal.Actor.Id, StringComparison.Ordinal) ? null : new Actor(id, FindClaim(authenticated, names.NameClaims, NameClaims));
    }

    private static string? FindClaim(ClaimsPrincipal user, IList<string> configured, string[] defaults) =>
        (configured.Count > 0 ? configured : defaults).Select(type => user.FindFirst(type)?.Value).FirstOrDefault(static value => !string.IsNullOrWhiteSpace(value));
}
