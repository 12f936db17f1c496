using Snapchat.AudienceExport.Dashboard.Tests.Support;

namespace Snapchat.AudienceExport.Dashboard.Tests;

/// <summary>Both languages: the browser's, and the one that a person chooses.</summary>
public sealed class LanguageTests(Stage stage) : IClassFixture<Stage>
{
    [Fact]
    public async Task Kazakh_ComesFromTheBrowser_AndCanBeSwitched()
    {
        await using Visitor ada = await stage.OpenAsync("ada", locale: "kk-KZ");
        Assert.Equal("kk", await ada.Page.Locator("html").GetAttributeAsync("lang"));
        Assert.Equal("Экспорттау", await ada.TitleAsync());
        Assert.Equal(1, await ada.Link("Мақсатты орын қосу").CountAsync());
        await ada.AssertAccessibleAsync();

        await ada.GoAsync("/connections/new");
        await ada.Button("Жалғастыру").ClickAsync();
        string steps = await ada.Page.Locator("ol.steps").InnerTextAsync();
        Assert.All(
            ["Көрсетілетін аты", "Мен келісемін", "Snapchat қызметімен аутентификациялау", "Өзіңізді экспорт пайдаланушысы ретінде қосу", "Сақтау"],
            word => Assert.Contains(word, steps, StringComparison.Ordinal));
        await ada.AssertAccessibleAsync();

        await ada.Button("English").ClickAsync();
        Assert.Equal("en", await ada.Page.Locator("html").GetAttributeAsync("lang"));
        Assert.Contains("I agree", await ada.TextAsync(), StringComparison.Ordinal);
        await ada.GoAsync("/exports");
        Assert.Equal("Exports", await ada.TitleAsync());
        ada.AssertNoComplaints();
    }
}
