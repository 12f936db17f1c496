using System.Buffers.Binary;
using System.IO.Hashing;
using System.Text;

namespace Snapchat.AudienceExport.Membership;

/// <summary>What happened to a request, or to the clear, after the plan was sealed. Nothing in it says whom it was about.</summary>
/// <param name="Request">The number of the request, or 0 for a step of the clear.</param>
/// <param name="Outcome">What became of the request.</param>
/// <param name="Clear">The step of the clear.</param>
/// <param name="Accepted">How many identifiers Snapchat acknowledged.</param>
/// <param name="At">When.</param>
internal readonly record struct JournalRecord(int Request, RequestOutcome Outcome, ClearStep Clear, long Accepted, DateTimeOffset At)
{
    /// <summary>The length in bytes: fixed, so that the place of every record is known.</summary>
    public const int Length = 160;

    private const int OutcomeAt = 4;
    private const int ClearAt = 5;
    private const int AcceptedAt = 8;
    private const int TimeAt = 16;
    private const int SentAt = 24;
    private const int RequestIdAt = 28;
    private const int ChecksumAt = 152;

    /// <summary>Gets how many identifiers the body carried: fewer than planned if somebody was erased meanwhile.</summary>
    public int Sent { get; init; }

    /// <summary>Gets Snapchat's ID of the request; null if the answer had none, or one too long to be kept.</summary>
    public string? RequestId { get; init; }

    public static JournalRecord OfClear(ClearStep step, DateTimeOffset at) => new(0, RequestOutcome.Open, step, 0, at);

    public byte[] ToBytes()
    {
        byte[] bytes = new byte[Length];
        BinaryPrimitives.WriteInt32LittleEndian(bytes, Request);
        bytes[OutcomeAt] = (byte)Outcome;
        bytes[ClearAt] = (byte)Clear;
        BinaryPrimitives.WriteInt64LittleEndian(bytes.AsSpan(AcceptedAt), Accepted);
        BinaryPrimitives.WriteInt64LittleEndian(bytes.AsSpan(TimeAt), At.UtcTicks);
        BinaryPrimitives.WriteInt32LittleEndian(bytes.AsSpan(SentAt), Sent);
        if (RequestId is { Length: <= ChecksumAt - RequestIdAt } id && Ascii.IsValid(id))
            Encoding.ASCII.GetBytes(id, bytes.AsSpan(RequestIdAt, id.Length));
        BinaryPrimitives.WriteUInt64LittleEndian(bytes.AsSpan(ChecksumAt), XxHash3.HashToUInt64(bytes.AsSpan(0, ChecksumAt)));
        return bytes;
    }

    /// <returns>Whether the bytes are a record as it was written.</returns>
    public static bool TryRead(ReadOnlySpan<byte> bytes, out JournalRecord record)
    {
        record = default;
        if (bytes.Length != Length || BinaryPrimitives.ReadUInt64LittleEndian(bytes[ChecksumAt..]) != XxHash3.HashToUInt64(bytes[..ChecksumAt]))
            return false;
        ReadOnlySpan<byte> id = bytes[RequestIdAt..ChecksumAt].TrimEnd((byte)0);
        record = new JournalRecord(
            BinaryPrimitives.ReadInt32LittleEndian(bytes),
            (RequestOutcome)bytes[OutcomeAt],
            (ClearStep)bytes[ClearAt],
            BinaryPrimitives.ReadInt64LittleEndian(bytes[AcceptedAt..]),
            new DateTimeOffset(BinaryPrimitives.ReadInt64LittleEndian(bytes[TimeAt..]), TimeSpan.Zero))
        {
            Sent = BinaryPrimitives.ReadInt32LittleEndian(bytes[SentAt..]),
            RequestId = id.IsEmpty ? null : Encoding.ASCII.GetString(id),
        };
        return true;
    }
}
