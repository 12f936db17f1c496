using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;
using Snapchat.AudienceExport.AspNetCore.Tests.Support;

namespace Snapchat.AudienceExport.AspNetCore.Tests;

/// <summary>What an application has to have is said when it starts.</summary>
public sealed class StartTests
{
    [Fact]
    public void Without_authentication_nothing_is_mapped() => AssertRefused("AddAuthentication()", static services =>
    {
        services.AddAuthorization();
        AddComplete(services);
    });

    [Fact]
    public void Without_a_scheme_nothing_is_mapped() => AssertRefused("at least one scheme", static services =>
    {
        services.AddAuthentication();
        services.AddAuthorization();
        AddComplete(services);
    });

    [Fact]
    public void Without_authorization_nothing_is_mapped() => AssertRefused("AddAuthorization()", static services =>
    {
        services.AddAuthentication().AddCookie();
        AddComplete(services);
    });

    [Fact]
    public void Without_a_store_nothing_is_mapped() => AssertRefused("UseInMemoryStore()", static services =>
    {
        services.AddAuthentication().AddCookie();
        services.AddAuthorization();
        services.AddSnapchatAudienceExport().AddEndpoints();
    });

    [Fact]
    public void Without_the_services_of_the_endpoints_nothing_is_mapped() => AssertRefused("AddEndpoints()", static services =>
    {
        services.AddAuthentication().AddCookie();
        services.AddAuthorization();
        services.AddSnapchatAudienceExport().UseInMemoryStore();
    });

    [Theory]
    [InlineData("")]
    [InlineData("settings")]
    [InlineData("//evil.example")]
    [InlineData("/\\evil.example")]
    [InlineData("https://evil.example")]
    [InlineData("/settings?next=1")]
    [InlineData("/settings\n")]
    public async Task The_way_back_leads_into_the_application(string path)
    {
        OptionsValidationException exception = await Assert.ThrowsAsync<OptionsValidationException>(() =>
            TestApp.StartAsync(builder => builder.Services.Configure<AudienceExportEndpointOptions>(options => options.ReturnPath = path)));

        Assert.Contains("ReturnPath", exception.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_way_back_respects_where_the_application_is_mounted()
    {
        await using TestApp app = await TestApp.StartAsync(static builder => builder.Services.AddTransient<IStartupFilter, MountedBelow>());

        Reply reply = await app.SendAsync(new HttpRequestMessage(HttpMethod.Get, $"/portal{TestApp.Prefix}/oauth/callback?state=x&code=y") { Headers = { { "Authorization", Person.Administrator.Header } } });

        Assert.Equal($"/portal{TestApp.ReturnPath}?authentication=refused", reply.Location);
    }

    private static void AddComplete(IServiceCollection services) => services.AddSnapchatAudienceExport().UseInMemoryStore().AddEndpoints();

    private static void AssertRefused(string expected, Action<IServiceCollection> add)
    {
        WebApplicationBuilder builder = WebApplication.CreateBuilder();
        add(builder.Services);
        WebApplication app = builder.Build();

        InvalidOperationException exception = Assert.Throws<InvalidOperationException>(() => app.MapSnapchatAudienceExport("/audience-export"));

        Assert.Contains(expected, exception.Message, StringComparison.Ordinal);
    }
}
