namespace Snapchat.AudienceExport.Hashing.Kernels;

/// <summary>The layout in which messages are handed to a kernel: side by side at a fixed distance, each with room for its padding.</summary>
internal static class MessageSlots
{
    /// <summary>The longest message in bytes.</summary>
    public const int MaxMessageLength = EmailNormalizer.MaxLength;

    /// <summary>The distance of two messages in bytes: five blocks of SHA-256, room for the longest message, its end mark and its length.</summary>
    public const int Stride = 5 * 64;

    /// <summary>The number of messages in a full group: several times the lanes of any kernel, yet small enough for the first-level cache.</summary>
    public const int GroupSize = 32;
}
