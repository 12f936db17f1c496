using System.Globalization;

namespace Snapchat.AudienceExport.Membership;

/// <summary>The names under which the store keeps what belongs to a run. No two runs share one, so nothing in force is ever written over.</summary>
internal static class JournalNames
{
    public static string Plan(RunId run) => $"{Text(run)}-plan";

    public static string Log(RunId run) => $"{Text(run)}-log";

    public static string Planned(RunId run, IdentifierKind kind) => $"{Text(run)}-planned-{Text(kind)}";

    public static string Snapshot(RunId run, IdentifierKind kind) => $"{Text(run)}-snapshot-{Text(kind)}";

    private static string Text(RunId run) => run.Value.ToString("N", CultureInfo.InvariantCulture);

    private static string Text(IdentifierKind kind) => kind.ToString().ToLowerInvariant();
}
