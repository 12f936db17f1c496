namespace Snapchat.AudienceExport.Dashboard.Localization;

/// <summary>The words of the pages of connections.</summary>
internal sealed record ConnectionWords
{
    public required string Title { get; init; }

    public required string Add { get; init; }

    public required string None { get; init; }

    public required string Unnamed { get; init; }

    public required string Type { get; init; }

    public required string ChooseType { get; init; }

    public required string Continue { get; init; }

    public required string NewHint { get; init; }

    public required string WhoMayUse { get; init; }

    public required string AdministratorsOnly { get; init; }

    public required string Contributors { get; init; }

    public required string Users { get; init; }

    public required string UsersHint { get; init; }

    public required string SaveAccess { get; init; }

    public required string SaveName { get; init; }

    public required string Consent { get; init; }

    public required string Agree { get; init; }

    public required Func<string, string, string> AgreedBy { get; init; }

    public required string Withdraw { get; init; }

    public required string Upcoming { get; init; }

    public required string Connect { get; init; }

    public required string Authenticate { get; init; }

    public required string AuthenticateAgain { get; init; }

    public required string AuthenticatedAs { get; init; }

    public required string ReauthenticationHint { get; init; }

    public required string DraftHint { get; init; }

    public required string ExportUser { get; init; }

    public required string ExportUserStep { get; init; }

    public required string ExportUserHint { get; init; }

    public required string AddYourself { get; init; }

    public required string Done { get; init; }

    public required string Missing { get; init; }

    public required string Test { get; init; }

    public required string TestHint { get; init; }

    public required Func<string, string> TestWorks { get; init; }

    public required string Remove { get; init; }

    public required Func<string, string> RemoveTitle { get; init; }

    public required string RemoveHint { get; init; }

    public required string InUse { get; init; }

    public required string DetachHint { get; init; }

    public required string DetachChosen { get; init; }
}
