using System.Globalization;
using Microsoft.AspNetCore.Http;

namespace Snapchat.AudienceExport.Dashboard.Forms;

/// <summary>An audience to be created, as the editor's form holds it.</summary>
internal static class NewAudienceForm
{
    /// <summary>Reads the audience, or null if it lacks a name or an ad account.</summary>
    public static NewAudience? Read(IFormCollection form)
    {
        if (!AdAccountId.TryParse(form["new-account"], null, out AdAccountId account) || form.Text("new-name") is not { Length: > 0 and <= 375 } name)
            return null;
        return new NewAudience(account, name)
        {
            Description = form.Text("new-description") is { Length: > 0 } description ? description : null,
            RetentionDays = int.TryParse(form["new-retention"], NumberStyles.None, CultureInfo.InvariantCulture, out int days) && days > 0 ? days : NewAudience.LifetimeRetentionDays,
        };
    }
}
