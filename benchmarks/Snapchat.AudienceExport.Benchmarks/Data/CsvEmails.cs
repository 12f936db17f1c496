using System.Globalization;
using System.Text;
using Sylvan.Data.Csv;

namespace Snapchat.AudienceExport.Benchmarks.Data;

/// <summary>A CSV file of five columns in memory, and what reading it costs alone.</summary>
internal sealed class CsvEmails
{
    private const string EmailField = "email";

    private static readonly CsvDataReaderOptions Options = new() { Delimiter = ',' };

    private readonly byte[] _file;

    public CsvEmails(IReadOnlyList<string> emails)
    {
        var csv = new StringBuilder("id,first_name,email,city,joined\n");
        for (int row = 0; row < emails.Count; row++)
            csv.Append(CultureInfo.InvariantCulture, $"{row},Anna,{emails[row]},\"Kyoto, JP\",2026-01-{1 + (row % 28):00}\n");
        _file = Encoding.UTF8.GetBytes(csv.ToString());
    }

    public ISegmentSource AsSource() => SegmentSource.FromDbDataReader(async (_, cancellationToken) => await CsvDataReader.CreateAsync(Open(), Options, cancellationToken));

    /// <summary>Reads all rows and looks at the emails, without making strings of them.</summary>
    public async Task ReadAsync()
    {
        await using CsvDataReader reader = await CsvDataReader.CreateAsync(Open(), Options);
        int email = reader.GetOrdinal(EmailField);
        long characters = 0;
        while (await reader.ReadAsync())
            characters += reader.GetFieldSpan(email).Length;
        if (characters == 0)
            throw new InvalidOperationException("The file has no emails.");
    }

    private StreamReader Open() => new(new MemoryStream(_file, writable: false), Encoding.UTF8);
}
