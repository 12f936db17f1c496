using System.Text;
using System.Text.Json.Nodes;
using Microsoft.Extensions.DependencyInjection;
using Snapchat.AudienceExport.EntityFrameworkCore.Tests.Support;
using Snapchat.AudienceExport.Storage;
using Snapchat.AudienceExport.Tests.Acceptance;
using Snapchat.AudienceExport.Tests.Exports;

namespace Snapchat.AudienceExport.EntityFrameworkCore.Tests.Membership;

/// <summary>Whatever happens to the rows of membership, a run finds it and says the way out: it never guesses whom to remove.</summary>
public abstract class DamagedMembershipTests<TDatabase>(TDatabase database) : IClassFixture<TDatabase>
    where TDatabase : TestDatabase
{
    private static readonly AudienceId Audience = AudienceId.Parse("42");

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Theory]
    [MemberData(nameof(MembershipDamage.OfPointer), MemberType = typeof(MembershipDamage))]
    public async Task ADamagedPointer_StopsTheRun_WithTheWayOut(string damage)
    {
        await using AcceptanceHost host = await StartAsync();
        Export export = await SaveAsync(host, ExportMode.AddOnly);
        Assert.Equal(ExportStatus.Successful, (await host.RunAsync(export)).Status);
        await database.ExecuteAsync(damage);

        RunRecord run = await host.RunAsync(export);

        Assert.Equal((ExportStatus.Failed, ExportProblemCode.MembershipUnavailable), (run.Status, run.Problem!.Code));
        Assert.Equal(
            $"The pointer of audience {export.Definition.Audience} is damaged: bring back an undamaged copy of the database, or delete the row of the audience from table '{MembershipDamage.Pointers}' "
            + "and declare the state restored, and its history counts as lost; an add-only run then sends everybody again, and a mirror needs one run in Replace mode first.",
            run.Problem.Message);

        // The way out.
        await database.ExecuteAsync($"DELETE FROM {MembershipDamage.Pointers}");
        Assert.Equal([export.Definition.Audience], await MarkRestoredAsync());
        RunRecord everybody = await host.RunAsync(export);
        Assert.Equal((ExportStatus.Successful, 2L), (everybody.Status, everybody.Report!.Identifiers.Single().Accepted));
    }

    [Theory]
    [MemberData(nameof(MembershipDamage.OfHistory), MemberType = typeof(MembershipDamage))]
    public async Task ADamagedHistory_CountsAsLost_AndAddOnlyGoesOn(string damage, string finding)
    {
        await using AcceptanceHost host = await StartAsync();
        Export mirror = await SaveAsync(host, ExportMode.Mirror), adding = await SaveAsync(host, ExportMode.AddOnly);
        await host.RunAsync(mirror);
        await host.RunAsync(adding);
        await database.ExecuteAsync(damage);
        host.Source.Segments["buyers"] = ["a@example.com", "new@example.com"];

        RunRecord refused = await host.RunAsync(mirror), everybody = await host.RunAsync(adding);

        Assert.Equal((ExportStatus.Failed, ExportProblemCode.HistoryLost), (refused.Status, refused.Problem!.Code));
        Assert.Contains(finding, refused.Problem.Message, StringComparison.Ordinal);
        Assert.Contains("run once in mode Replace", refused.Problem.Message, StringComparison.Ordinal);
        Assert.Equal(2, host.CountMembers(mirror));
        Assert.Equal((ExportStatus.Successful, 2L), (everybody.Status, everybody.Report!.Identifiers.Single().Accepted));
        Assert.Equal(3, host.CountMembers(adding));
    }

    [Theory]
    [InlineData(MembershipDamage.Pointers, "1 = 1", "version, content, checksum")]
    [InlineData(MembershipDamage.Parts, "number = 256", "content")]
    public async Task AnOlderRow_CountsAsLost(string table, string which, string columns)
    {
        await using AcceptanceHost host = await StartAsync();
        Export export = await SaveAsync(host, ExportMode.Mirror);
        await host.RunAsync(export);
        await database.ExecuteAsync($"CREATE TABLE former AS SELECT {columns} FROM {table} WHERE {which}");
        try
        {
            host.Source.Segments["buyers"] = ["a@example.com", "b@example.com", "new@example.com"];
            Assert.Equal(ExportStatus.Successful, (await host.RunAsync(export)).Status);
            string assignments = string.Join(", ", columns.Split(", ").Select(static column => $"{column} = (SELECT {column} FROM former)"));
            await database.ExecuteAsync($"UPDATE {table} SET {assignments} WHERE {which}");
        }
        finally
        {
            await database.ExecuteAsync("DROP TABLE former");
        }

        RunRecord run = await host.RunAsync(export);

        Assert.Equal((ExportStatus.Failed, ExportProblemCode.HistoryLost), (run.Status, run.Problem!.Code));
        Assert.Equal(3, host.CountMembers(export));
    }

    [Fact]
    public async Task ARestoredDatabase_CountsAsLost_OnceDeclared()
    {
        await using AcceptanceHost host = await StartAsync();
        Export export = await SaveAsync(host, ExportMode.Mirror);
        await host.RunAsync(export);

        Assert.Equal([export.Definition.Audience], await MarkRestoredAsync());
        RunRecord run = await host.RunAsync(export);

        Assert.Equal((ExportStatus.Failed, ExportProblemCode.HistoryLost), (run.Status, run.Problem!.Code));
        Assert.Equal(2, host.CountMembers(export));
    }

    [Fact]
    public async Task ANewerVersion_IsRefused_AndKept()
    {
        await using AcceptanceHost host = await StartAsync();
        Export export = await SaveAsync(host, ExportMode.AddOnly);
        await host.RunAsync(export);
        AudienceId audience = export.Definition.Audience;
        MembershipPointer pointer = (await database.Membership.ReadPointerAsync(audience, Token))!;
        JsonNode content = JsonNode.Parse(pointer.Content.Span)!;
        content["version"] = 99;
        StoredLease lease = await database.TakeLeaseAsync(audience, Token);
        await database.Membership.WritePointerAsync(audience, new MembershipPointer(pointer.Version + 1, Encoding.UTF8.GetBytes(content.ToJsonString())), lease, Token);
        await database.Store.ReleaseLeaseAsync(lease, Token);

        RunRecord run = await host.RunAsync(export);

        Assert.Equal(ExportProblemCode.MembershipUnavailable, run.Problem?.Code);
        Assert.Contains("was written by a later version of this library (form 99,", run.Problem!.Message, StringComparison.Ordinal);
        Assert.Equal(pointer.Version + 1, (await database.Membership.ReadPointerAsync(audience, Token))!.Version);
    }

    [Theory]
    [InlineData($"DELETE FROM {MembershipDamage.Logs} WHERE position = 2")]
    [InlineData($"UPDATE {MembershipDamage.Logs} SET content = substr(content, 1, 1) WHERE position = 2")]
    [InlineData($"UPDATE {MembershipDamage.Logs} SET position = position + 1")]
    public async Task ALogThatLacksSomething_CountsAsLost(string damage)
    {
        await database.EmptyAsync();
        StoredLease lease = await database.TakeLeaseAsync(Audience, Token);
        for (int record = 0; record < 3; record++)
            await database.Membership.AppendAsync(Audience, "log", 2 * record, new byte[] { 1, 2 }, lease, Token);
        await database.ExecuteAsync(damage);

        string message = (await Assert.ThrowsAsync<MembershipStateException>(() => database.Membership.ReadLogAsync(Audience, "log", Token))).Message;

        Assert.StartsWith("The journal 'log' of audience 42 lacks a record or has a damaged one, so its history counts as lost;", message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData($"DELETE FROM {MembershipDamage.Suppressions} WHERE position = 2")]
    [InlineData($"UPDATE {MembershipDamage.Suppressions} SET content = substr(content, 1, 1) WHERE position = 2")]
    public async Task ASuppressionListThatLacksSomething_SendsNothing(string damage)
    {
        await using AcceptanceHost host = await StartAsync();
        Export export = await SaveAsync(host, ExportMode.AddOnly);
        for (int record = 0; record < 3; record++)
            await database.Membership.TryAppendSuppressionAsync(2 * record, new byte[] { 1, 2 }, Token);
        await database.ExecuteAsync(damage);

        RunRecord run = await host.RunAsync(export);

        Assert.Equal(ExportProblemCode.MembershipUnavailable, run.Problem?.Code);
        Assert.Equal("The suppression list lacks a record or has a damaged one, so nothing is sent: bring back an undamaged copy of the database.", run.Problem!.Message);
        Assert.Equal(0, host.CountMembers(export));
    }

    private Task<IReadOnlyList<AudienceId>> MarkRestoredAsync() =>
        database.Services.GetRequiredService<IMembershipAdministration>().MarkRestoredAsync(People.Administrator, Token);

    private async Task<AcceptanceHost> StartAsync()
    {
        await database.EmptyAsync();
        return await AcceptanceHost.StartAsync(database.Use);
    }

    private static async Task<Export> SaveAsync(AcceptanceHost host, ExportMode mode)
    {
        Connection connection = await host.ConnectAsync(mode.ToString());
        return await host.Exports.SaveAsync(People.Administrator, host.Draft(connection.Id, mode.ToString()) with { Mode = mode }, cancellationToken: Token);
    }
}
