using Microsoft.AspNetCore.Http;

namespace Snapchat.AudienceExport.Dashboard.Forms;

/// <summary>The identifiers of a person, as a form holds them: one a line, per kind.</summary>
internal static class PersonForm
{
    public static ErasureRequest Read(IFormCollection form)
    {
        string? region = form.Text("region") is { Length: > 0 } text ? text.ToUpperInvariant() : null;
        return new ErasureRequest(
        [
            .. Lines(form, "emails").Select(PersonIdentifier.Email),
            .. Lines(form, "phones").Select(number => PersonIdentifier.Phone(number, region)),
            .. Lines(form, "mobile-ids").Select(PersonIdentifier.MobileAdId),
        ]);
    }

    private static string[] Lines(IFormCollection form, string name) => form.Text(name).Split('\n', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries);
}
