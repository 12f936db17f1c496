using System.Buffers.Binary;
using System.Security.Cryptography;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using Snapchat.AudienceExport.Storage;

namespace Snapchat.AudienceExport.EntityFrameworkCore.Rows;

/// <summary>The pointer of an audience, with a checksum: whatever is damaged elsewhere is found out by what it says.</summary>
internal sealed class MembershipPointerRow
{
    public const string Table = "audience_export_membership_pointers";

    public required AudienceId Audience { get; init; }

    public long Version { get; set; }

    public byte[] Content { get; set; } = [];

    public byte[] Checksum { get; set; } = [];

    public static void Configure(EntityTypeBuilder<MembershipPointerRow> table)
    {
        table.ToTable(Table);
        table.HasKey(static row => row.Audience);
        table.Property(static row => row.Version).IsConcurrencyToken();
    }

    public void Replace(MembershipPointer pointer)
    {
        (Version, Content) = (pointer.Version, pointer.Content.ToArray());
        Checksum = ComputeChecksum();
    }

    /// <exception cref="MembershipStateException">It is not as it was written.</exception>
    public MembershipPointer ToPointer() => Checksum.AsSpan().SequenceEqual(ComputeChecksum())
        ? new MembershipPointer(Version, Content)
        : throw new MembershipStateException(
            $"The pointer of audience {Audience} is damaged: bring back an undamaged copy of the database, or delete the row of the audience from table '{Table}' and declare the state restored, and its history counts as lost; "
            + "an add-only run then sends everybody again, and a mirror needs one run in Replace mode first.");

    private byte[] ComputeChecksum()
    {
        Span<byte> version = stackalloc byte[sizeof(long)];
        BinaryPrimitives.WriteInt64LittleEndian(version, Version);
        return SHA256.HashData([.. version, .. Content]);
    }
}
