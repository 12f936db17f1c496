using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Options;

namespace Snapchat.AudienceExport.DuckDb.Tests;

public sealed class RegistrationTests
{
    [Fact]
    public async Task SourceIsRegisteredAlone()
    {
        using IHost host = Build(static builder => builder.AddDuckDbSegments(static options => options.Segment("vip", "SELECT 'a@x.com' AS email")));
        using IServiceScope scope = host.Services.CreateScope();

        Assert.Equal([["a@x.com"]], await scope.ServiceProvider.GetRequiredService<ISegmentSource>().ReadAsync("vip", "email"));
    }

    [Fact]
    public async Task SourcesAreRegisteredUnderNames()
    {
        using IHost host = Build(static builder => builder
            .AddDuckDbSegments(static options => options.Segment("vip", "SELECT 'a@x.com' AS email"), "shop")
            .AddDuckDbSegments(static options => options.Segment("vip", "SELECT 'b@x.com' AS email"), "news"));
        using IServiceScope scope = host.Services.CreateScope();

        Assert.Equal([["b@x.com"]], await scope.ServiceProvider.GetRequiredService<ISegmentSource>().ReadAsync("news:vip", "email"));
    }

    [Fact]
    public async Task OptionsAreValidatedWhenTheHostStarts()
    {
        using IHost host = Build(static builder => builder.AddDuckDbSegments(static options => options.MemoryLimitBytes = 1));

        var exception = await Assert.ThrowsAsync<OptionsValidationException>(() => host.StartAsync(TestContext.Current.CancellationToken));

        Assert.Contains(exception.Failures, static failure => failure.Contains("MemoryLimitBytes", StringComparison.Ordinal));
        Assert.Contains("There are no segments; add a query with Segment, a file with File, or name a Folder.", exception.Failures);
    }

    [Fact]
    public void EveryProblemOfTheOptionsIsNamed()
    {
        var exception = Assert.Throws<OptionsValidationException>(static () => DuckDbSegments.Create(static options => options
            .Segment("a\nb", "SELECT 1").Segment("both", "SELECT 1").Segment("empty", " ").File("both", "x.csv").File("excel", "x.xlsx")));

        Assert.Equal(
            [
                "The segment ID 'a\nb' is not one; it has 1 to 200 characters, none of them a control character.",
                "Segment 'both' is both a query and a file; give one of them another ID.",
                "Segment 'empty' has no SQL; give it one statement that selects its members.",
                "Segment 'excel' is a file of an unknown kind; name one that ends in .parquet, .csv, .jsonl or .ndjson.",
            ],
            exception.Failures);
    }

    private static IHost Build(Action<ISnapchatAudienceExportBuilder> add)
    {
        HostApplicationBuilder builder = Host.CreateApplicationBuilder();
        add(builder.Services.AddSnapchatAudienceExport(static options => options.AcceptDataUse = true));
        return builder.Build();
    }
}
