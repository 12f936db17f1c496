using Snapchat.AudienceExport.Dashboard.Tests.Support;

namespace Snapchat.AudienceExport.Dashboard.Tests;

/// <summary>A person is erased, by clicks; what was typed is on no page afterwards.</summary>
public sealed class ErasureTests(Stage stage) : IClassFixture<Stage>
{
    [Fact]
    public async Task ErasedPerson_IsRemovedFromTheAudience_AndNotShownAgain()
    {
        const string email = "to.be.erased@example.com";
        Export export = await Scene.AddExportAsync(stage, (await Scene.AddConnectionAsync(stage, "Erasing")).Id, "Erasing");
        await Scene.RunAsync(stage, export.Id);
        Assert.Equal(IdentifierStatus.Valid, EmailHasher.Hash(email, out Sha256Digest digest));
        stage.Simulator.AddMembers(export.Definition.Audience, IdentifierKind.Email, [digest]);

        await using Visitor ada = await stage.OpenAsync("ada");
        await ada.Link("Erasure").ClickAsync();
        await ada.Page.GetByLabel("Email").FillAsync(email);
        await ada.Button("Erase the person").ClickAsync();
        await ada.SeesAsync("The person is erased, and removed from every audience.");
        Assert.DoesNotContain(digest, stage.Simulator.GetMembers(export.Definition.Audience, IdentifierKind.Email));
        Assert.DoesNotContain(email, await ada.Page.ContentAsync(), StringComparison.Ordinal);
        await ada.AssertAccessibleAsync();

        await ada.Page.GetByLabel("Email").FillAsync("not an address");
        await ada.Button("Erase the person").ClickAsync();
        await ada.SeesAsync("Something is missing or wrong");
        Assert.DoesNotContain("not an address", await ada.Page.ContentAsync(), StringComparison.Ordinal);
        ada.AssertNoComplaints();
    }

    [Theory]
    [InlineData("cleo")]
    [InlineData("vera")]
    public async Task OthersMayNot(string person)
    {
        await using Visitor other = await stage.OpenAsync(person);
        Assert.Equal(0, await other.Link("Erasure").CountAsync());
        await other.GoAsync("/erasure");
        await other.SeesAsync("You may not do this");
    }
}
