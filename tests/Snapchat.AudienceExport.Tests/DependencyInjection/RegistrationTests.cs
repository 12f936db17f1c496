using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Logging.Testing;
using Microsoft.Extensions.Options;
using Snapchat.AudienceExport.Testing;

namespace Snapchat.AudienceExport.Tests.DependencyInjection;

public sealed class RegistrationTests
{
    public static TheoryData<string, string, bool> Edges => new()
    {
        { nameof(SnapchatAudienceExportOptions.MaxIdentifiersPerRequest), "0", false },
        { nameof(SnapchatAudienceExportOptions.MaxIdentifiersPerRequest), "1", true },
        { nameof(SnapchatAudienceExportOptions.MaxIdentifiersPerRequest), "100000", true },
        { nameof(SnapchatAudienceExportOptions.MaxIdentifiersPerRequest), "100001", false },
        { nameof(SnapchatAudienceExportOptions.MaxConcurrentUploads), "0", false },
        { nameof(SnapchatAudienceExportOptions.MaxConcurrentUploads), "16", true },
        { nameof(SnapchatAudienceExportOptions.MaxConcurrentUploads), "17", false },
        { nameof(SnapchatAudienceExportOptions.MaxRequestsPerSecondPerConnection), "10", true },
        { nameof(SnapchatAudienceExportOptions.MaxRequestsPerSecondPerConnection), "11", false },
        { nameof(SnapchatAudienceExportOptions.MaxRequestsPerSecondPerApp), "20", true },
        { nameof(SnapchatAudienceExportOptions.MaxRequestsPerSecondPerApp), "21", false },
        { nameof(SnapchatAudienceExportOptions.MaxProfiles), "0", false },
        { nameof(SnapchatAudienceExportOptions.MaxProfiles), "1", true },
        { nameof(SnapchatAudienceExportOptions.MaxReportedRefusals), "-1", false },
        { nameof(SnapchatAudienceExportOptions.MaxReportedRefusals), "10001", false },
        { nameof(SnapchatAudienceExportOptions.UploadDeadline), "00:01:39", false },
        { nameof(SnapchatAudienceExportOptions.UploadDeadline), "1.00:00:00", true },
        { nameof(SnapchatAudienceExportOptions.UploadDeadline), "1.00:00:01", false },
        { nameof(SnapchatAudienceExportOptions.CallDeadline), "00:01:40", false },
        { nameof(SnapchatAudienceExportOptions.AttemptTimeout), "00:00:00.1", true },
        { nameof(SnapchatAudienceExportOptions.AttemptTimeout), "00:00:00.05", false },
        { nameof(SnapchatAudienceExportOptions.MinRetryDelay), "00:00:00.001", true },
        { nameof(SnapchatAudienceExportOptions.MinRetryDelay), "00:01:01", false },
        { nameof(SnapchatAudienceExportOptions.MaxRetryDelay), "00:00:00.5", false },
        { nameof(SnapchatAudienceExportOptions.MaxRetryDelay), "00:05:00", true },
        { nameof(SnapchatAudienceExportOptions.MaxServerDelay), "01:00:01", false },
        { nameof(SnapchatAudienceExportOptions.AccessTokenMargin), "00:00:00", true },
        { nameof(SnapchatAudienceExportOptions.AccessTokenMargin), "00:10:01", false },
        { nameof(SnapchatAudienceExportOptions.RequestLateness), "00:01:00", true },
        { nameof(SnapchatAudienceExportOptions.RequestLateness), "00:00:59", false },
        { nameof(SnapchatAudienceExportOptions.RequestLateness), "2.00:00:01", false },
        { nameof(SnapchatAudienceExportOptions.ClearLateness), "2.00:00:00", true },
        { nameof(SnapchatAudienceExportOptions.ClearLateness), "00:00:59", false },
        { nameof(SnapchatAudienceExportOptions.FullSendInterval), "1.00:00:00", true },
        { nameof(SnapchatAudienceExportOptions.FullSendInterval), "00:00:00", true },
        { nameof(SnapchatAudienceExportOptions.FullSendInterval), "23:59:59", false },
        { nameof(SnapchatAudienceExportOptions.FullSendInterval), "3650.00:00:01", false },
        { nameof(SnapchatAudienceExportOptions.FullSendShareOfRetention), "0.99", true },
        { nameof(SnapchatAudienceExportOptions.FullSendShareOfRetention), "1", false },
        { nameof(SnapchatAudienceExportOptions.FullSendShareOfRetention), "0", false },
        { nameof(SnapchatAudienceExportOptions.LongestRunInterval), "365.00:00:00", true },
        { nameof(SnapchatAudienceExportOptions.LongestRunInterval), "00:00:59", false },
        { nameof(SnapchatAudienceExportOptions.ApiBaseAddress), "https://proxy.example/snapchat", true },
        { nameof(SnapchatAudienceExportOptions.ApiBaseAddress), "http://proxy.example/", false },
        { nameof(SnapchatAudienceExportOptions.ApiBaseAddress), "http://127.0.0.1:5000/", true },
        { nameof(SnapchatAudienceExportOptions.ApiBaseAddress), "https://user:password@proxy.example/", false },
        { nameof(SnapchatAudienceExportOptions.ApiBaseAddress), "ftp://127.0.0.1/", false },
        { nameof(SnapchatAudienceExportOptions.AcceptDataUse), "false", false },
        { nameof(SnapchatAudienceExportOptions.RefreshToken), "refresh", false },
        { nameof(SnapchatAudienceExportOptions.ClientId), "id", false },
        { "Identity:AdministratorRole", "Owner", true },
        { "Identity:AdministratorRole", "viewer", false },
        { "Identity:ViewerRole", " ", false },
    };

    [Theory]
    [MemberData(nameof(Edges))]
    public void Options_AreValidatedAtTheirEdges(string option, string value, bool valid)
    {
        using ServiceProvider services = Register((option, value));
        IOptions<SnapchatAudienceExportOptions> options = services.GetRequiredService<IOptions<SnapchatAudienceExportOptions>>();

        if (valid)
        {
            Assert.NotNull(options.Value);
            return;
        }

        OptionsValidationException exception = Assert.Throws<OptionsValidationException>(() => options.Value);
        Assert.Contains(option, exception.Message, StringComparison.Ordinal);
        Assert.DoesNotContain("password", exception.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Options_WithSeveralMistakes_NameThemAll()
    {
        using ServiceProvider services = Register(("AcceptDataUse", "false"), ("MaxConcurrentUploads", "99"), ("MinRetryDelay", "00:00:30"), ("MaxRetryDelay", "00:00:10"));

        OptionsValidationException exception = Assert.Throws<OptionsValidationException>(() => services.GetRequiredService<IOptions<SnapchatAudienceExportOptions>>().Value);

        Assert.Contains("AcceptDataUse", exception.Message, StringComparison.Ordinal);
        Assert.Contains("MaxConcurrentUploads", exception.Message, StringComparison.Ordinal);
        Assert.Contains("MinRetryDelay (00:00:30) must be at most MaxRetryDelay (00:00:10)", exception.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void ASecondStore_IsRefused()
    {
        ISnapchatAudienceExportBuilder builder = new ServiceCollection().AddSnapchatAudienceExport().UseInMemoryStore();

        InvalidOperationException exception = Assert.Throws<InvalidOperationException>(() => builder.UseInMemoryStore());

        Assert.Contains("choose one", exception.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task AHostWithABadOption_DoesNotStart()
    {
        HostApplicationBuilder builder = Host.CreateEmptyApplicationBuilder(null);
        builder.Services.AddSnapchatAudienceExport(options => options.MaxConcurrentUploads = 0);
        using IHost host = builder.Build();

        await Assert.ThrowsAsync<OptionsValidationException>(() => host.StartAsync(TestContext.Current.CancellationToken));
    }

    [Fact]
    public void Configuration_BindsEveryOption()
    {
        using ServiceProvider services = Register(
            ("ClientId", "id"), ("ClientSecret", "secret"), ("RefreshToken", "refresh"), ("ApiBaseAddress", "http://proxy.example/api"), ("AccountsBaseAddress", "http://127.0.0.1:9/"),
            ("AllowInsecureTransport:0", "proxy.example"), ("MaxProfiles", "5"), ("UploadDeadline", "00:10:00"), ("IncludeSourceExceptions", "true"));

        SnapchatAudienceExportOptions options = services.GetRequiredService<IOptions<SnapchatAudienceExportOptions>>().Value;

        Assert.Equal(("id", "secret", "refresh"), (options.ClientId, options.ClientSecret?.Reveal(), options.RefreshToken?.Reveal()));
        Assert.Equal(("http://proxy.example/api", "http://127.0.0.1:9/"), (options.ApiBaseAddress.AbsoluteUri, options.AccountsBaseAddress.AbsoluteUri));
        Assert.Equal((5L, TimeSpan.FromMinutes(10), true), (options.MaxProfiles, options.UploadDeadline, options.IncludeSourceExceptions));
        Assert.Equal(["proxy.example"], options.AllowInsecureTransport, StringComparer.Ordinal);
    }

    [Fact]
    public void InsecureTransport_IsWarnedOf()
    {
        using ServiceProvider services = Register(("AllowInsecureTransport:0", "proxy.example"));

        _ = services.GetRequiredService<IOptions<SnapchatAudienceExportOptions>>().Value;

        FakeLogRecord record = Assert.Single(services.GetFakeLogCollector().GetSnapshot(), record => record.Id.Id == 205);
        Assert.Equal(LogLevel.Warning, record.Level);
        Assert.Contains("proxy.example", record.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void WithoutAnAccount_TheClientSaysWhatToSet()
    {
        using ServiceProvider services = Register();

        InvalidOperationException exception = Assert.Throws<InvalidOperationException>(services.GetRequiredService<ISnapchatAudienceClient>);

        Assert.Contains("set ClientId, ClientSecret and RefreshToken", exception.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task RegisteringTwice_AddsNothingTwice()
    {
        await using SnapchatSimulator simulator = await SnapchatSimulator.StartAsync(cancellationToken: TestContext.Current.CancellationToken);
        var services = new ServiceCollection();
        services.AddSnapchatAudienceExport(simulator.Configure);
        services.AddSnapchatAudienceExport(options => options.AcceptDataUse = true);
        await using ServiceProvider provider = services.BuildServiceProvider();

        await provider.GetRequiredService<ISnapchatAudienceClient>().GetCurrentUserAsync(TestContext.Current.CancellationToken);

        Assert.Single(provider.GetServices<ISegmentExporter>());
        Assert.Equal(2, simulator.Requests.Count);
    }

    [Fact]
    public async Task TheHttpClientBuilder_TakesHandlersThatSeeEveryAttempt()
    {
        await using SnapchatSimulator simulator = await SnapchatSimulator.StartAsync(cancellationToken: TestContext.Current.CancellationToken);
        simulator.Faults.Add(SimulatedOperation.GetCurrentUser, SimulatedFault.ServerError(), 2);
        int seen = 0;
        var services = new ServiceCollection();
        services.AddSnapchatAudienceExport(options =>
        {
            simulator.Configure(options);
            options.AcceptDataUse = true;
            options.MinRetryDelay = options.MaxRetryDelay = TimeSpan.FromMilliseconds(1);
        }).HttpClient.AddHttpMessageHandler(() => new Counter(() => Interlocked.Increment(ref seen)));
        await using ServiceProvider provider = services.BuildServiceProvider();

        await provider.GetRequiredService<ISnapchatAudienceClient>().GetCurrentUserAsync(TestContext.Current.CancellationToken);

        Assert.Equal(4, seen);
    }

    [Fact]
    public async Task WhateverThePrimaryHandler_NoSecretFollowsARedirect()
    {
        await using SnapchatSimulator simulator = await SnapchatSimulator.StartAsync(cancellationToken: TestContext.Current.CancellationToken);
        using SocketsHttpHandler sockets = new();
        using HttpClientHandler other = new();
        foreach (HttpMessageHandler handler in new HttpMessageHandler[] { sockets, other })
        {
            var services = new ServiceCollection();
            services.AddSnapchatAudienceExport(options =>
            {
                simulator.Configure(options);
                options.AcceptDataUse = true;
            }).HttpClient.ConfigurePrimaryHttpMessageHandler(() => handler);
            await using ServiceProvider provider = services.BuildServiceProvider();
            await provider.GetRequiredService<ISnapchatAudienceClient>().GetCurrentUserAsync(TestContext.Current.CancellationToken);
        }

        Assert.Equal((false, false), (sockets.AllowAutoRedirect, sockets.UseCookies));
        Assert.Equal((false, false), (other.AllowAutoRedirect, other.UseCookies));
    }

    [Fact]
    public async Task HandlersOfAllClients_DoNotWrapTheDeadline()
    {
        await using SnapchatSimulator simulator = await SnapchatSimulator.StartAsync(cancellationToken: TestContext.Current.CancellationToken);
        int seen = 0;
        var services = new ServiceCollection();
        services.ConfigureHttpClientDefaults(defaults => defaults.AddHttpMessageHandler(() => new Counter(() => seen++)));
        services.AddSnapchatAudienceExport(options =>
        {
            simulator.Configure(options);
            options.AcceptDataUse = true;
        });
        await using ServiceProvider provider = services.BuildServiceProvider();

        await provider.GetRequiredService<ISnapchatAudienceClient>().GetCurrentUserAsync(TestContext.Current.CancellationToken);

        Assert.Equal(0, seen);
    }

    private static ServiceProvider Register(params (string Option, string Value)[] settings)
    {
        IConfiguration configuration = new ConfigurationBuilder()
            .AddInMemoryCollection([new("AcceptDataUse", "true")])
            .AddInMemoryCollection([.. settings.Select(setting => new KeyValuePair<string, string?>(setting.Option, setting.Value))])
            .Build();
        var services = new ServiceCollection();
        services.AddLogging(logging => logging.AddFakeLogging());
        services.AddSnapchatAudienceExport(configuration);
        return services.BuildServiceProvider();
    }

    private sealed class Counter(Action count) : DelegatingHandler
    {
        protected override Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
        {
            count();
            return base.SendAsync(request, cancellationToken);
        }
    }
}
