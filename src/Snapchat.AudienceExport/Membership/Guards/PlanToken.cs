using System.Globalization;
using System.Security.Cryptography;
using System.Text;

namespace Snapchat.AudienceExport.Membership.Guards;

/// <summary>The token by which a person confirms the removals of one plan, and of no other.</summary>
internal static class PlanToken
{
    private const int Length = 16;

    /// <summary>Makes the token of a plan.</summary>
    /// <param name="audience">The audience.</param>
    /// <param name="mode">What the run does to the people who are there.</param>
    /// <param name="state">What was known when the plan was made. Its salt comes from random bytes: without it, nobody can find out from a token who would be removed.</param>
    /// <param name="kinds">What the plan would do.</param>
    /// <param name="doubts">What else is to be confirmed. A clear has no removals to tell it from another one.</param>
    public static string Of(AudienceId audience, ExportMode mode, AudienceState state, IReadOnlyList<KindPlan> kinds, IReadOnlyList<RemovalDoubt>? doubts = null)
    {
        var text = new StringBuilder();
        Add(text, $"{audience.Value} {mode} {state.TokenGeneration} {state.Salt}");
        foreach (KindPlan kind in kinds)
        {
            foreach (RequestCut cut in kind.Cuts.Where(static cut => cut.Column != PlanColumn.Added))
                Add(text, $"{kind.Kind} {cut.Column} {cut.Start} {cut.Count} {cut.Checksum}");
        }

        foreach (RemovalDoubt doubt in doubts ?? [])
            Add(text, $"{doubt.Kind} {doubt.Finding}");
        return Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(text.ToString())).AsSpan(0, Length));
    }

    private static void Add(StringBuilder text, FormattableString line) => text.Append(line.ToString(CultureInfo.InvariantCulture)).Append('\n');
}
