namespace ExportConsole.Tests.Reference;

/// <summary>What an export of a CSV file must report and leave in the audience.</summary>
internal sealed class ReferenceExport
{
    private readonly SortedSet<string> _digests = new(StringComparer.Ordinal);

    public ReferenceExport(byte[] csv, string emailField)
    {
        foreach (byte[] value in ReferenceCsv.Column(csv, emailField))
        {
            Read++;
            (string reason, string? digest) = ReferenceEmail.Hash(value);
            if (reason is "Blank")
                Blank++;
            else if (digest is null)
                Refused[reason] = Refused.GetValueOrDefault(reason) + 1;
            else if (!_digests.Add(digest))
                Duplicates++;
        }
    }

    public long Read { get; }

    public long Blank { get; }

    public SortedDictionary<string, long> Refused { get; } = new(StringComparer.Ordinal);

    public long Duplicates { get; }

    public long Unique => _digests.Count;

    /// <summary>The file that <c>--audience-out</c> must write.</summary>
    public string AudienceFile => string.Concat(_digests.Select(digest => digest + "\n"));
}
