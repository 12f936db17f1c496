namespace Snapchat.AudienceExport.Exports;

/// <summary>The rules of names.</summary>
internal static class ExportName
{
    public const int MaxLength = 200;

    private const string CopyPrefix = "Copy of ";

    /// <summary>Names a copy; what would be too long is cut at the end.</summary>
    public static string OfCopy(string original)
    {
        string name = CopyPrefix + original;
        if (name.Length <= MaxLength)
            return name;
        int length = char.IsHighSurrogate(name[MaxLength - 1]) ? MaxLength - 1 : MaxLength;
        return name[..length].TrimEnd();
    }
}
