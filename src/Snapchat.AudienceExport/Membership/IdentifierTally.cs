using System.Runtime.CompilerServices;
using Snapchat.AudienceExport.Diagnostics;

namespace Snapchat.AudienceExport.Membership;

/// <summary>Counts what becomes of the values of one identifier kind while they are read.</summary>
internal sealed class IdentifierTally(IdentifierKind kind)
{
    private static readonly IdentifierStatus[] Statuses = Enum.GetValues<IdentifierStatus>();

    private readonly long[] _byStatus = new long[Statuses.Length];

    /// <summary>Counts the statuses of one column.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public void Add(ReadOnlySpan<IdentifierStatus> statuses)
    {
        // Nearly all are valid: counted in a register.
        int valid = 0;
        foreach (IdentifierStatus status in statuses)
        {
            if (status == IdentifierStatus.Valid)
                valid++;
            else
                _byStatus[(int)status]++;
        }

        _byStatus[(int)IdentifierStatus.Valid] += valid;
    }

    /// <summary>Counts what another worker counted.</summary>
    public void Add(IdentifierTally other)
    {
        for (int status = 0; status < _byStatus.Length; status++)
            _byStatus[status] += other._byStatus[status];
    }

    /// <summary>Tells the metrics what was not usable.</summary>
    public void Report(ExportMetrics metrics)
    {
        foreach (IdentifierStatus status in Statuses)
        {
            if (status != IdentifierStatus.Valid && _byStatus[(int)status] > 0)
                metrics.IdentifiersRefused(kind, status, _byStatus[(int)status]);
        }
    }

    /// <summary>Gives the account of all values, in which read = blank + refused + duplicates + unique.</summary>
    /// <param name="unique">The number of distinct identifiers among the valid values.</param>
    public IdentifierCounts ToCounts(long unique) => new(kind)
    {
        Read = _byStatus.Sum(),
        Blank = _byStatus[(int)IdentifierStatus.Blank],
        Refused = Statuses
            .Where(status => status is not (IdentifierStatus.Valid or IdentifierStatus.Blank) && _byStatus[(int)status] > 0)
            .ToDictionary(static status => status, status => _byStatus[(int)status]),
        Duplicates = _byStatus[(int)IdentifierStatus.Valid] - unique,
        Unique = unique,
    };
}
