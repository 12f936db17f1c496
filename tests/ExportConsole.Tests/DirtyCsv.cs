using System.Text;

namespace ExportConsole.Tests;

/// <summary>Makes CSV files as people keep them, from a seed: spellings, quotes, line breaks, short rows, bytes that are not UTF-8.</summary>
internal sealed class DirtyCsv(int seed)
{
    private static readonly string[] Names =
    [
        "anna", "Björn", "İlyas", "IŞIL", "ΝΙΚΟΣ", "ΣΟΦΙΑΣ", "Айгүл", "ӨМІРЗАҚ", "o'brien", "dana+news", "first.last", "a_b-c", "ÅSA", "Σ", "x",
        "straße", "ẞ", "𐐀deseret", "été\u0301", "\"quoted\"", "ΑΣ.Β", "ΑΣ.", "two words", "semi;colon", "back\\slash", "par(en)", "col:on", "bell\u0007", "nul\0", "dž\u01C4",
    ];

    private static readonly string[] Domains =
    [
        "example.com", "Example.ORG", "mail.example", "пошта.example", "БҮРО.example", "sub.EXAMPLE.net",
        "example", "example..com", ".example.com", "example.com.", "", "exa mple.com",
    ];

    private static readonly string[] Values =
    [
        "", "", " ", "\u00A0", "\u200B", "\t\u3000", "n/a", "NULL", "-", "none", "@", "@@", "a@", "@example.com",
        "\"", "\"\"", "\"@example.com", "\"\"@example.com", "a\"b@example.com",
        "d41d8cd98f00b204e9800998ecf8427e", "DA39A3EE5E6B4B0D3255BFEF95601890AFD80709", "973dfe463ec85785f5f95af5ba3906eedb2d931c24e69824a89ea65dba4e813b",
        "973DFE463EC85785F5F95AF5BA3906EEDB2D931C24E69824A89EA65DBA4E813B", "\uFFFD@example.com", "a@b@example.com", "\"a@b\"@example.com",
    ];

    private static readonly string[] Paddings = ["", "", "", " ", "  ", "\t", "\u00A0", "\u200B", "\uFEFF", "\u2060", "\u3000", "\n", "\r\n"];

    private static readonly byte[][] InvalidBytes =
        [[0xFF], [0x80], [0xC3], [0xE2, 0x82], [0xF0, 0x9F, 0x98], [0xED, 0xA0, 0x80], [0xC0, 0xAF], [0xF4, 0x90, 0x80, 0x80]];

    private readonly Random _random = new(seed);
    private readonly List<byte> _bytes = [];

    /// <summary>Makes a file whose addresses are in the column <paramref name="emailField"/>.</summary>
    public byte[] Make(int rows, string emailField)
    {
        string lineEnd = Pick(["\n", "\r\n", "\r"]);
        int columns = _random.Next(1, 5);
        int emailColumn = _random.Next(columns);
        if (Chance(3))
            Append("\uFEFF");
        IEnumerable<string> names = Enumerable.Range(0, columns).Select(column => column == emailColumn ? emailField : $"\"c{column}, {emailField}\"");
        Append(string.Join(',', names));
        for (int row = 0; row < rows; row++)
        {
            Append(lineEnd);
            if (Chance(40))
                continue;
            AppendRow(columns, emailColumn);
        }

        if (Chance(2))
            Append(lineEnd);
        return [.. _bytes];
    }

    private void AppendRow(int columns, int emailColumn)
    {
        int fields = Chance(20) ? _random.Next(1, columns + 2) : columns;
        for (int field = 0; field < fields; field++)
        {
            if (field > 0)
                Append(",");
            if (field == emailColumn)
                AppendField(Email(), Chance(50));
            else
                AppendField(Pick(["", "#1", "plain", "with, comma", "said \"hi\"", "two\nlines", "қазақша"]), isBroken: Chance(100));
        }
    }

    private void AppendField(string value, bool isBroken)
    {
        // A quote that does not begin the field may stand unquoted.
        bool quotes = value.AsSpan().ContainsAny(",\r\n") || value.StartsWith('"') || Chance(4);
        if (quotes)
            Append("\"" + value.Replace("\"", "\"\"", StringComparison.Ordinal) + "\"");
        else
            Append(value);
        if (!isBroken)
            return;
        if (quotes)
            _bytes.RemoveAt(_bytes.Count - 1);
        _bytes.AddRange(Pick(InvalidBytes));
        if (quotes)
            Append("\"");
    }

    private string Email()
    {
        if (Chance(6))
            return Pick(Values);
        string name = Pick(Names) + (Chance(2) ? _random.Next(200) : "");
        string at = Pick(["@@", "", .. Enumerable.Repeat("@", 40)]);
        string address = name + at + (Chance(40) ? new string('d', _random.Next(235, 250)) : "") + Pick(Chance(4) ? Domains : Domains[..3]);
        return Pick(Paddings) + (Chance(3) ? address.ToUpperInvariant() : address) + Pick(Paddings);
    }

    private void Append(string text) => _bytes.AddRange(Encoding.UTF8.GetBytes(text));

    private bool Chance(int outOf) => _random.Next(outOf) == 0;

    private T Pick<T>(T[] values) => values[_random.Next(values.Length)];
}
