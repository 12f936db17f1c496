namespace Snapchat.AudienceExport.Membership;

/// <summary>A rule, worked out for all combinations of marks beforehand, so that it costs one look-up per digest.</summary>
internal sealed class RuleTable
{
    private readonly DigestMarks[] _results = new DigestMarks[(int)DigestMarks.All + 1];

    public RuleTable(Func<DigestMarks, DigestMarks> rule)
    {
        for (int marks = 0; marks < _results.Length; marks++)
            _results[marks] = rule((DigestMarks)marks);
    }

    /// <summary>Replaces each digest's marks by what the rule makes of them.</summary>
    public void Apply(Span<DigestMarks> marks)
    {
        foreach (ref DigestMarks digest in marks)
            digest = _results[(int)digest];
    }
}
