namespace Snapchat.AudienceExport.EntityFrameworkCore.Tests.Membership;

/// <summary>What may happen to the rows of membership, in SQL that every database understands.</summary>
public static class MembershipDamage
{
    public const string Pointers = "audience_export_membership_pointers";
    public const string Sets = "audience_export_membership_sets";
    public const string Parts = "audience_export_membership_parts";
    public const string Logs = "audience_export_membership_logs";
    public const string Suppressions = "audience_export_suppressions";

    /// <summary>What may be done to the rows of a pointer.</summary>
    public static TheoryData<string> OfPointer =>
    [
        $"UPDATE {Pointers} SET version = version + 1",
        $"UPDATE {Pointers} SET content = substr(content, 1, length(content) - 1)",
        $"UPDATE {Pointers} SET checksum = substr(checksum, 2)",
    ];

    /// <summary>What may be done to the rows so that the history counts as lost, and how that is found. The last part of a table is its manifest, the others its partitions.</summary>
    public static TheoryData<string, string> OfHistory => new()
    {
        { $"DELETE FROM {Pointers}", "has tables and no pointer to them" },
        { $"DELETE FROM {Parts}; DELETE FROM {Sets}", "is missing" },
        { $"DELETE FROM {Parts} WHERE number = 256", "is missing" },
        { $"UPDATE {Parts} SET content = substr(content, 1, length(content) - 1) WHERE number = 256", "is not the one that its pointer names, perhaps an older one" },
        { $"UPDATE {Sets} SET state = 'Staged'", "is missing" },
        { $"UPDATE {Sets} SET parts = parts - 1", "is not the one that its pointer names, perhaps an older one" },
        { $"UPDATE {Sets} SET name = 'another'", "is missing" },
        { $"DELETE FROM {Parts} WHERE number = 5", "lacks partition 5" },
        { $"UPDATE {Parts} SET content = substr(content, 1, length(content) - 1) WHERE number = 5", "has a partition 5 of another length" },
        { $"UPDATE {Parts} SET content = (SELECT other.content FROM {Parts} AS other WHERE other.set_id = {Parts}.set_id AND other.number = 6) WHERE number = 5", "has a damaged partition 5" },
    };
}
