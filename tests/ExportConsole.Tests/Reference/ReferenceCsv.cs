namespace ExportConsole.Tests.Reference;

/// <summary>RFC 4180, read byte by byte and with no care for speed, so that it shares nothing with the reader under test.</summary>
internal static class ReferenceCsv
{
    /// <summary>Reads the values of one column; a row that is too short has an empty one.</summary>
    public static IEnumerable<byte[]> Column(byte[] file, string name)
    {
        List<List<byte[]>> records = Records(file.AsSpan().StartsWith("\uFEFF"u8) ? file[3..] : file);
        int column = records[0].FindIndex(field => field.AsSpan().SequenceEqual(System.Text.Encoding.UTF8.GetBytes(name)));
        return records.Skip(1).Select(record => column < record.Count ? record[column] : []);
    }

    private static List<List<byte[]>> Records(byte[] file)
    {
        List<List<byte[]>> records = [];
        List<byte[]> record = [];
        List<byte> field = [];
        bool quoted = false;
        bool fieldBegins = true;
        for (int i = 0; i < file.Length; i++)
        {
            byte value = file[i];
            if (quoted && value == '"' && i + 1 < file.Length && file[i + 1] == '"')
                field.Add(file[++i]);
            else if (quoted && value == '"')
                quoted = false;
            else if (quoted)
                field.Add(value);
            else if (value == '"' && fieldBegins)
                quoted = true;
            else if (value == ',')
                EndField();
            else if (value is (byte)'\r' or (byte)'\n')
            {
                if (value == '\r' && i + 1 < file.Length && file[i + 1] == '\n')
                    i++;
                EndField();
                records.Add(record);
                record = [];
            }
            else
                field.Add(value);

            fieldBegins = !quoted && value is (byte)',' or (byte)'\r' or (byte)'\n';
        }

        if (file[^1] is not ((byte)'\r' or (byte)'\n'))
        {
            EndField();
            records.Add(record);
        }

        return records;

        void EndField()
        {
            record.Add([.. field]);
            field.Clear();
        }
    }
}
