namespace Snapchat.AudienceExport.Client.Wire;

/// <summary>Reads <c>Error code: E3004, message: Entity does not exist …</c>, the reason of a failed part of an answer.</summary>
internal static class SubRequestError
{
    private const string CodeLabel = "Error code:";
    private const string MessageLabel = "message:";

    /// <returns>Code and message; where the text has another form, no code and the whole text.</returns>
    public static (string? Code, string? Message) Parse(string? reason)
    {
        if (reason is null)
            return (null, null);

        ReadOnlySpan<char> rest = reason.AsSpan().Trim();
        int comma = rest.IndexOf(',');
        if (comma < 0 || !rest.StartsWith(CodeLabel, StringComparison.OrdinalIgnoreCase))
            return (null, reason);

        ReadOnlySpan<char> code = rest[CodeLabel.Length..comma].Trim();
        rest = rest[(comma + 1)..].Trim();
        if (rest.StartsWith(MessageLabel, StringComparison.OrdinalIgnoreCase))
            rest = rest[MessageLabel.Length..].Trim();
        return (code.ToString(), rest.ToString());
    }
}
