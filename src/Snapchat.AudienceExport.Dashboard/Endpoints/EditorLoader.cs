using Snapchat.AudienceExport.Dashboard.Http;

namespace Snapchat.AudienceExport.Dashboard.Endpoints;

/// <summary>Looks up what the editor offers for a draft. What cannot be looked up is said, and the draft is shown all the same.</summary>
internal static class EditorLoader
{
    public static async Task<EditorModel> LoadAsync(PageScope page, IConnectionRegistry connections, IExportRegistry exports, ExportDraft draft, CancellationToken cancellationToken)
    {
        EditorModel model = new(draft, await connections.GetChoicesAsync(page.User, cancellationToken).ConfigureAwait(false));
        if (draft.Id is { } id)
        {
            AudienceId saved = (await exports.GetExportAsync(page.User, id, cancellationToken).ConfigureAwait(false)).Definition.Audience;
            model = model with { Former = string.Equals(saved.Value, draft.Audience, StringComparison.Ordinal) ? null : saved };
        }

        if (draft.Connection is not { } connection)
            return model;
        try
        {
            model = model with
            {
                Segments = await exports.GetSegmentsAsync(page.User, connection, cancellationToken).ConfigureAwait(false),
                Fields = await exports.GetProfileFieldsAsync(page.User, connection, segment: null, cancellationToken).ConfigureAwait(false),
            };
            return model with { Draft = draft with { Identifiers = [.. draft.Identifiers.Select(mapping => Suggest(mapping, model.Fields))] } };
        }
        catch (AudienceExportException exception)
        {
            return model with { Problem = PageProblem.Of(exception) };
        }
    }

    /// <summary>Looks up the customer lists of all ad accounts that the connection reaches.</summary>
    public static async Task<IReadOnlyList<AccountAudiences>> BrowseAsync(PageScope page, IConnectionRegistry connections, ConnectionId connection, CancellationToken cancellationToken)
    {
        ISnapchatAudienceClient client = await connections.OpenClientAsync(page.User, connection, cancellationToken).ConfigureAwait(false);
        List<AccountAudiences> accounts = [];
        await foreach (SnapchatOrganization organization in client.GetOrganizationsAsync(cancellationToken).ConfigureAwait(false))
        {
            foreach (SnapchatAdAccount account in organization.AdAccounts)
            {
                List<SnapchatAudience> audiences = await client.GetAudiencesAsync(account.Id, cancellationToken)
                    .Where(static audience => audience.SourceType == AudienceSourceType.FirstParty).ToListAsync(cancellationToken).ConfigureAwait(false);
                accounts.Add(new AccountAudiences(account, audiences));
            }
        }

        return accounts;
    }

    // A draft begins with a field that the source may not have; the field that looks like it is offered instead.
    private static IdentifierMapping Suggest(IdentifierMapping mapping, IReadOnlyList<ProfileField> fields) =>
        !IsNamed(mapping.Field, SegmentSource.EmailField) || fields.Any(field => IsNamed(field.Name, mapping.Field)) || fields.FirstOrDefault(field => field.Hint == mapping.Kind) is not { } alike
            ? mapping
            : mapping with { Field = alike.Name };

    private static bool IsNamed(string field, string name) => string.Equals(field, name, StringComparison.Ordinal);
}
