using Snapchat.AudienceExport;

namespace Snippets;

internal static class NewList
{
    public static async Task<AudienceId> CreateAsync(ISnapchatAudienceClient client)
    {
        #region create-audience
        AdAccountId account = AdAccountId.Parse("8adc3db7-8148-4fbf-999c-8d2266369d74");
        SnapchatAudience audience = await client.CreateAudienceAsync(new NewAudience(account, "Newsletter") { RetentionDays = 180 });
        #endregion
        return audience.Id;
    }
}
