using Microsoft.EntityFrameworkCore;
using Snapchat.AudienceExport.EntityFrameworkCore.Rows;
using Snapchat.AudienceExport.Storage;

namespace Snapchat.AudienceExport.EntityFrameworkCore.Membership;

/// <summary>Deletes the sets of an audience that do not count, in short transactions: those that were dropped, and what writers left behind that were overtaken or died.</summary>
internal sealed class SetRemains(DatabaseSession session, AudienceId audience, StoredLease lease)
{
    private const int BytesPerTransaction = 8 * 1024 * 1024;

    public async Task DeleteAsync(CancellationToken cancellationToken)
    {
        while (await session.WriteAsync(audience, lease, context => DeleteSomeAsync(context, cancellationToken), cancellationToken).ConfigureAwait(false))
        {
            // There may be more.
        }
    }

    /// <returns>Whether there was anything to delete.</returns>
    private async Task<bool> DeleteSomeAsync(AudienceExportDbContext context, CancellationToken cancellationToken)
    {
        MembershipSetRow? set = await context.MembershipSets
            .Where(row => row.Audience == audience && (row.State == MembershipSetState.Dropped || (row.State == MembershipSetState.Staged && row.Fence < lease.Fence)))
            .OrderBy(static row => row.Id)
            .FirstOrDefaultAsync(cancellationToken).ConfigureAwait(false);
        if (set is null)
            return false;

        // From its end, so that the number of its parts says what is left.
        int left = Math.Max(0, set.Parts - Math.Max(1, BytesPerTransaction / Math.Max(1, set.LargestPart)));
        await context.MembershipParts.Where(row => row.SetId == set.Id && row.Number >= left).ExecuteDeleteAsync(cancellationToken).ConfigureAwait(false);
        set.Parts = left;
        if (left == 0)
            context.MembershipSets.Remove(set);
        return true;
    }
}
