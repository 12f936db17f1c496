using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Snapchat.AudienceExport;

namespace Snippets;

internal static class RealData
{
    public static void AddFiles(HostApplicationBuilder builder)
    {
        #region duckdb
        builder.Services.AddSnapchatAudienceExport(builder.Configuration.GetSection("Snapchat"))
            .AddDuckDbSegments(options => options
                .Segment("vip", "SELECT email, phone FROM read_parquet('profiles/*.parquet') WHERE lifetime_value > 1000")
                .File("newsletter", "exports/newsletter.csv"));
        #endregion
    }

    public static SegmentExportRequest AddPhones(HostApplicationBuilder builder, AudienceId audience, ISegmentSource source)
    {
        #region phone-numbers
        builder.Services.AddSnapchatAudienceExport(builder.Configuration.GetSection("Snapchat"))
            .AddPhoneNumbers(defaultRegion: "GB");

        var request = new SegmentExportRequest(audience, source)
        {
            Identifiers = [new(IdentifierKind.Email, "email"), new(IdentifierKind.Phone, "phone"), new(IdentifierKind.Phone, "office") { DefaultRegion = "DE" }],
        };
        #endregion
        return request;
    }
}
