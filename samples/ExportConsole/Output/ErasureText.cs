using Snapchat.AudienceExport;

namespace ExportConsole.Output;

/// <summary>Words for how far an erasure has come.</summary>
internal static class ErasureText
{
    public static string Line(AudienceErasure audience)
    {
        string state = audience.Status switch
        {
            AudienceErasureStatus.Removed => "removed",
            AudienceErasureStatus.AudienceDeleted => "the audience was deleted",
            _ => $"not removed yet, {audience.Detail ?? audience.Status.ToString()}",
        };
        string others = audience.KindsNotGiven.Count == 0 ? "" : $" The audience was also sent identifiers of kind {string.Join(" and ", audience.KindsNotGiven)}, which --erase does not know.";
        return $"Audience {audience.Audience}: {state}.{others}";
    }
}
