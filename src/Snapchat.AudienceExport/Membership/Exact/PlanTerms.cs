using System.Text;
using Snapchat.AudienceExport.Membership.Tables;

namespace Snapchat.AudienceExport.Membership.Exact;

/// <summary>A digest of what decides whom an export wants, the data aside.</summary>
internal static class PlanTerms
{
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
        return Checksums.Of(Encoding.UTF8.GetBytes(string.Join('\n', parts)));
    }
}
