using System.Text;
using Snapchat.AudienceExport.Membership.Tables;

namespace Snapchat.AudienceExport.Membership.Exact;

/// <summary>Digests of what a run was asked to do.</summary>
internal static class PlanTerms
{
    /// <summary>Of what decides whom an export wants, the data aside.</summary>
    public static string Of(SegmentExportRequest request)
    {
        string[] parts =
        [
            request.Mode.ToString(),
            request.ExportUser?.Id ?? "",
            .. request.Segments.Select(static segment => segment.Value).Distinct(StringComparer.Ordinal).Order(StringComparer.Ordinal),
            "identifiers",
            .. request.Identifiers
                .Select(static mapping => $"{mapping.Kind} {NormalizationVersions.Of(mapping.Kind)} {mapping.IsHashed} {mapping.DefaultRegion} {mapping.Field}")
                .Order(StringComparer.Ordinal),
        ];
        return Of(parts);
    }

    /// <summary>Of all that must be unchanged for a run to go on with its plan.</summary>
    public static string ToContinue(SegmentExportRequest request) => Of([request.Audience.Value, request.BoundTo ?? "", Of(request)]);

    private static string Of(string[] parts) => Checksums.Of(Encoding.UTF8.GetBytes(string.Join('\n', parts)));
}
