using Snapchat.AudienceExport.Membership;

namespace Snapchat.AudienceExport.Tests.Membership;

public sealed class JournalRecordTests
{
    private static readonly DateTimeOffset Time = new(2026, 11, 24, 8, 30, 0, TimeSpan.Zero);

    [Theory]
    [InlineData("98e2a602-0a5c-4b1e-a5ee-3d0c5d1f9a11")]
    [InlineData(null)]
    public void ARecord_IsReadAsItWasWritten(string? requestId)
    {
        var record = new JournalRecord(7, RequestOutcome.AcknowledgedShort, ClearStep.None, 99_990, Time) { Sent = 100_000, RequestId = requestId };

        Assert.True(JournalRecord.TryRead(record.ToBytes(), out JournalRecord read));

        Assert.Equal(record, read);
    }

    [Fact]
    public void AnIdAsLongAsSnapchatsOldOnes_IsKept_AndALongerOneLeftOut()
    {
        var record = new JournalRecord(7, RequestOutcome.Acknowledged, ClearStep.None, 1, Time) { Sent = 1, RequestId = new string('f', 124) };
        Assert.True(JournalRecord.TryRead(record.ToBytes(), out JournalRecord kept));
        Assert.True(JournalRecord.TryRead((record with { RequestId = new string('f', 125) }).ToBytes(), out JournalRecord longer));
        Assert.True(JournalRecord.TryRead((record with { RequestId = "қате" }).ToBytes(), out JournalRecord foreign));

        Assert.Equal((124, null, null), (kept.RequestId!.Length, longer.RequestId, foreign.RequestId));
    }

    [Fact]
    public void ATornOrDamagedRecord_IsNone()
    {
        byte[] bytes = JournalRecord.OfClear(ClearStep.Accepted, Time).ToBytes();
        Assert.False(JournalRecord.TryRead(bytes.AsSpan(0, bytes.Length - 1), out _));
        for (int i = 0; i < bytes.Length; i++)
        {
            bytes[i] ^= 1;
            Assert.False(JournalRecord.TryRead(bytes, out _));
            bytes[i] ^= 1;
        }

        Assert.True(JournalRecord.TryRead(bytes, out JournalRecord read));
        Assert.Equal(ClearStep.Accepted, read.Clear);
    }
}
