namespace Snapchat.AudienceExport.EntityFrameworkCore.Membership;

/// <summary>Puts records together again that lie one row each.</summary>
internal static class RecordRows
{
    /// <summary>Joins the records.</summary>
    /// <param name="rows">Where each record begins, and the record, in their order.</param>
    /// <param name="records">The records, one after another.</param>
    /// <returns>Whether none is missing between others or has another length than when it was written.</returns>
    public static bool TryJoin(IReadOnlyCollection<(long Position, byte[] Content)> rows, out ReadOnlyMemory<byte> records)
    {
        using var joined = new MemoryStream();
        foreach ((long position, byte[] content) in rows)
        {
            if (position != joined.Length)
            {
                records = default;
                return false;
            }

            joined.Write(content);
        }

        records = joined.ToArray();
        return true;
    }
}
