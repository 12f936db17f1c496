using System.Text;
using Microsoft.Extensions.Logging.Testing;
using Snapchat.AudienceExport.Storage;
using Snapchat.AudienceExport.Testing;
using Snapchat.AudienceExport.Tests.Identity;

namespace Snapchat.AudienceExport.Tests.Connections;

/// <summary>Follows every secret of a connection's life, and searches everything that comes out.</summary>
public sealed class ConnectionPrivacyTests
{
    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public async Task NoTokenSecretStateOrCode_IsInLogsExceptionsAuditOrStore()
    {
        await using ConnectionHarness harness = await ConnectionHarness.StartAsync(simulator: options =>
        {
            (options.ClientSecret, options.RefreshToken) = (new SnapchatSecret("canary-client-secret"), new SnapchatSecret("canary-refresh-token"));
            options.RefreshTokens = RefreshTokenPolicy.RotatingWithReuseDetection;
        });
        List<string> secrets = ["canary-client-secret", "canary-refresh-token"];
        var seen = new StringBuilder();
        harness.Seam.Before = (_, arguments) => seen.AppendJoin('\n', arguments).AppendLine();

        Connection draft = await harness.Registry.CreateDraftAsync(People.Administrator, "Name", Token);
        Uri page = await harness.Registry.BeginAuthenticationAsync(People.Administrator, draft.Id, Token);
        (string state, string? code) = await Browser.DecideAsync(page);
        secrets.AddRange([state, code!]);
        seen.Append(await harness.Registry.CompleteAuthenticationAsync(People.Administrator, state, code, Token));
        await RecordSecretsAsync(harness, draft.Id, secrets);
        seen.Append(await CatchAsync(() => harness.Registry.CompleteAuthenticationAsync(People.Administrator, state, code, Token)));
        seen.Append(await CatchAsync(() => harness.Registry.CompleteAuthenticationAsync(People.Administrator, "state-made-up", "code-made-up", Token)));
        (string second, _) = await Browser.DecideAsync(await harness.Registry.BeginAuthenticationAsync(People.Administrator, draft.Id, Token));
        secrets.AddRange([second, "state-made-up", "code-made-up"]);
        seen.Append(await CatchAsync(() => harness.Registry.CompleteAuthenticationAsync(People.Administrator, second, "code-made-up", Token)));

        harness.Simulator.Faults.Add(SimulatedOperation.Token, SimulatedFault.ServerError());
        harness.Simulator.Faults.Add(SimulatedOperation.Token, SimulatedFault.Status(429, "canary-refresh-token"));
        harness.Time.Advance(TimeSpan.FromHours(1));
        seen.Append(await harness.Registry.TestAsync(People.Administrator, draft.Id, Token));
        await RecordSecretsAsync(harness, draft.Id, secrets);
        seen.Append(await harness.Registry.ImportRefreshTokenAsync(People.Administrator, draft.Id, harness.Simulator.RefreshToken, Token));
        await RecordSecretsAsync(harness, draft.Id, secrets);
        seen.Append(await CatchAsync(() => harness.Registry.ImportRefreshTokenAsync(People.Administrator, draft.Id, new SnapchatSecret("canary-wrong"), Token)));
        secrets.Add("canary-wrong");
        harness.Simulator.RevokeAuthorizations();
        seen.Append(await CatchAsync(() => harness.Registry.TestAsync(People.Administrator, draft.Id, Token)));

        foreach (FakeLogRecord record in harness.Logs)
            seen.AppendLine($"{record.Message} {record.Exception} {string.Join(' ', record.StructuredState ?? [])} {string.Join(' ', record.Scopes)}");
        foreach (AuditRecord record in await harness.AuditAsync())
            seen.AppendLine(record.ToString());
        seen.Append(await harness.Store.FindTokenAsync(draft.Id, Token)).Append(await harness.Store.FindConnectionAsync(draft.Id, Token)).Append(await harness.GetAsync(draft.Id));

        string everything = seen.ToString();
        Assert.Contains("StoredAuthentication", everything, StringComparison.Ordinal);
        Assert.Contains("Renewed the access token", everything, StringComparison.Ordinal);
        Assert.Contains(nameof(ReauthenticationRequiredException), everything, StringComparison.Ordinal);
        Assert.True(secrets.Count > 8);
        foreach (string secret in secrets)
            Assert.DoesNotContain(secret, everything, StringComparison.OrdinalIgnoreCase);
    }

    [Fact]
    public async Task TheStore_GetsTokensEncrypted()
    {
        await using ConnectionHarness harness = await ConnectionHarness.StartAsync();
        Connection saved = await harness.SetUpAsync();
        List<string> secrets = [];
        await RecordSecretsAsync(harness, saved.Id, secrets);
        StoredToken stored = (await harness.Store.FindTokenAsync(saved.Id, Token))!;

        Assert.Equal(2, secrets.Count);
        foreach (byte[] column in new[] { stored.RefreshToken, stored.AccessToken! })
            Assert.All(secrets, secret => Assert.Equal(-1, column.AsSpan().IndexOf(Encoding.UTF8.GetBytes(secret))));
    }

    /// <summary>Decrypts what is stored, to know what must not be found.</summary>
    private static async Task RecordSecretsAsync(ConnectionHarness harness, ConnectionId id, List<string> secrets)
    {
        StoredToken stored = (await harness.Store.FindTokenAsync(id, Token))!;
        secrets.AddRange([Encoding.UTF8.GetString(harness.Protector.Unprotect(stored.RefreshToken)), Encoding.UTF8.GetString(harness.Protector.Unprotect(stored.AccessToken!))]);
    }

    private static async Task<string> CatchAsync(Func<Task> act) => (await Assert.ThrowsAnyAsync<AudienceExportException>(act)).ToString();
}
