using System.Net;
using Portal;
using Snapchat.AudienceExport.Dashboard.Tests.Support;

namespace Snapchat.AudienceExport.Dashboard.Tests;

/// <summary>What a page answers to requests that no page makes: no anti-forgery token, a way back that leads elsewhere, nothing there.</summary>
public sealed class RequestTests(Stage stage) : IClassFixture<Stage>
{
    [Fact]
    public async Task PostWithoutToken_IsRefused_AndChangesNothing()
    {
        await using Visitor ada = await stage.OpenAsync("ada");
        var answer = await ada.Page.APIRequest.PostAsync($"{PortalApp.Dashboard}/connections", new() { DataString = "name=Forged", Headers = [new("Content-Type", "application/x-www-form-urlencoded")] });
        Assert.Equal((int)HttpStatusCode.BadRequest, answer.Status);
        await ada.GoAsync("/connections");
        Assert.DoesNotContain("Forged", await ada.TextAsync(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task LanguageSwitch_LeadsNowhereElse()
    {
        await using Visitor ada = await stage.OpenAsync("ada");
        await ada.Page.Locator("input[name=return]").EvaluateAsync("field => field.value = 'https://elsewhere.example/'");
        await ada.Button("English").ClickAsync();
        Assert.Equal(stage.Portal.Address.Authority, new Uri(ada.Page.Url).Authority);
    }

    [Theory]
    [InlineData("/exports/01932c07-20a1-7abc-8def-0123456789ac", 404)]
    [InlineData("/exports/nonsense", 400)]
    [InlineData("/assets/0/nothing.css", 404)]
    public async Task WhatIsNotThere_IsSaidOnAPage(string path, int status)
    {
        await using Visitor ada = await stage.OpenAsync("ada");
        var answer = await ada.Page.GotoAsync(PortalApp.Dashboard + path);
        Assert.Equal(status, answer!.Status);
        Assert.Equal("That did not work", await ada.TitleAsync());
        Assert.Contains("default-src 'none'", (await answer.AllHeadersAsync())["content-security-policy"], StringComparison.Ordinal);
    }
}
