using System.Net;
using Microsoft.Extensions.DependencyInjection;

namespace Snippets;

internal static class Proxy
{
    public static void Use(ISnapchatAudienceExportBuilder export)
    {
        #region proxy
        export.HttpClient.UseSocketsHttpHandler((handler, _) => handler.Proxy = new WebProxy("http://proxy.example:3128"));
        #endregion
    }
}
