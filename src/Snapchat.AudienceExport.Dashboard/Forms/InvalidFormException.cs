namespace Snapchat.AudienceExport.Dashboard.Forms;

/// <summary>A field of a form holds what no page lets anybody choose, as one that is filled in by hand.</summary>
/// <param name="item">The item of the export or the setting.</param>
/// <param name="message">What is wrong, and what to do.</param>
internal sealed class InvalidFormException(string item, string message) : Exception(message)
{
    public ValidationProblem Problem { get; } = new(item, message);
}
