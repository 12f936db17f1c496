using Microsoft.Extensions.Options;
using Snapchat.AudienceExport.Storage;

namespace Snapchat.AudienceExport.Connections;

/// <summary>Which wording counts, and which consents are in force.</summary>
internal sealed class ConsentRules(IOptions<SnapchatAudienceExportOptions> options, TimeProvider timeProvider)
{
    /// <summary>The wording in effect, and the next one. As long as none of the options is in effect, it is the library's own.</summary>
    public (ConsentStatement Current, ConsentStatement? Upcoming) Statements()
    {
        DateTimeOffset now = timeProvider.GetUtcNow();
        IList<ConsentStatement> statements = options.Value.ConsentStatements;
        return (
            statements.Where(statement => statement.EffectiveFrom <= now).MaxBy(static statement => statement.EffectiveFrom) ?? ConsentStatement.Default,
            statements.Where(statement => statement.EffectiveFrom > now).MinBy(static statement => statement.EffectiveFrom));
    }

    /// <returns>The current or the upcoming statement with this version.</returns>
    /// <exception cref="AudienceExportValidationException">Neither has it.</exception>
    public ConsentStatement Find(string version)
    {
        (ConsentStatement current, ConsentStatement? upcoming) = Statements();
        if (string.Equals(current.Version, version, StringComparison.Ordinal))
            return current;
        if (upcoming is not null && string.Equals(upcoming.Version, version, StringComparison.Ordinal))
            return upcoming;
        throw new AudienceExportValidationException("StatementVersion", "This is not the wording in effect nor the next one; show the current wording, and agree to that.");
    }

    /// <summary>Whether data may go out under the consent of a connection: it is for the account the connection leads to, and for the very wording in effect or one that follows.</summary>
    public bool IsInForce(StoredConnection connection) =>
        connection.Consent is { } consent
        && (connection.SnapchatAccount is not { } account || consent.SnapchatAccount is not { } agreed || string.Equals(account.Id, agreed, StringComparison.Ordinal))
        && IsInForce(consent);

    private bool IsInForce(ConsentRecord consent)
    {
        ConsentStatement current = Statements().Current;
        return IsFor(consent, current) || options.Value.ConsentStatements.Any(statement => statement.EffectiveFrom > current.EffectiveFrom && IsFor(consent, statement));
    }

    private static bool IsFor(ConsentRecord consent, ConsentStatement statement) =>
        string.Equals(consent.Version, statement.Version, StringComparison.Ordinal) && string.Equals(consent.Text, statement.Text, StringComparison.Ordinal);
}
