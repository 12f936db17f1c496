using System.Net.Http.Headers;
using Microsoft.Extensions.DependencyInjection;
using Snapchat.AudienceExport.Fuzzing;
using Snapchat.AudienceExport.Tests.Client;

namespace Snapchat.AudienceExport.Tests.Fuzzing;

/// <summary>Answers of Snapchat that are damaged. Each call ends in a value or in an exception of this library, whose message is one line and without secrets.</summary>
public sealed class ApiAnswerFuzzTests
{
    private const int Usual = 1500;
    private const int MaxMessage = 2000;

    private static readonly AudienceId Audience = AudienceId.Parse("123");

    private static readonly int[] Statuses = [200, 200, 200, 200, 201, 204, 302, 400, 401, 403, 404, 409, 413, 429, 500, 503];

    private static readonly string[] Names = ["Retry-After", "Content-Type", "X-RateLimit-Reset", "Content-Language", "Date"];

    private static readonly (string Answer, Func<ISnapchatAudienceClient, CancellationToken, Task> CallAsync)[] Calls =
    [
        ("""{"request_status":"SUCCESS","request_id":"r-1","me":{"id":"user-1","display_name":"A","organization_id":"8adc3db7-8148-4fbf-999c-8d2266369d74"}}""",
            static (client, token) => client.GetCurrentUserAsync(token)),
        ("""{"request_status":"SUCCESS","request_id":"r-1","segments":[{"sub_request_status":"SUCCESS","segment":{"id":"123","name":"List","ad_account_id":"8adc3db7-8148-4fbf-999c-8d2266369d74","source_type":"FIRST_PARTY","status":"ACTIVE","retention_in_days":180,"approximate_number_users":12345,"upload_status":"COMPLETE","targetable_status":"READY","created_at":"2026-11-24T08:00:00.000Z","updated_at":"2026-11-24T08:00:00.000Z"}}]}""",
            static (client, token) => client.GetAudienceAsync(Audience, token)),
        ("""{"request_status":"SUCCESS","request_id":"r-1","users":[{"sub_request_status":"SUCCESS","user":{"number_uploaded_users":1}}]}""",
            static (client, token) => client.AddUsersAsync(Audience, ApiStub.Batch("a@example.com"), token)),
        ("""{"request_status":"ERROR","request_id":"r-1","debug_message":"d","display_message":"m","error_code":"E3002","users":[{"sub_request_status":"ERROR","sub_request_error_reason":"Error code: E2002, message: Property value is not allowed : [schema]"}]}""",
            static (client, token) => client.RemoveUsersAsync(Audience, ApiStub.Batch("a@example.com"), token)),
        ("""{"request_status":"SUCCESS","paging":{"next_link":"https://adsapi.snapchat.com/v1/adaccounts/8adc3db7-8148-4fbf-999c-8d2266369d74/segments?cursor=x"},"segments":[{"sub_request_status":"SUCCESS","segment":{"id":"123","name":"List"}}]}""",
            static (client, token) => CountAsync(client.GetAudiencesAsync(AdAccountId.Parse("8adc3db7-8148-4fbf-999c-8d2266369d74"), token))),
    ];

    [Fact]
    public async Task DamagedAnswers_EndInAValueOrAClearError()
    {
        foreach (int seed in FuzzSeeds.Of(Usual))
        {
            var random = new Random(seed);
            (string answer, Func<ISnapchatAudienceClient, CancellationToken, Task> callAsync) = Calls[random.Next(Calls.Length)];
            bool isTokenDamaged = random.Next(8) == 0;
            using var snapchat = new DamagedSnapchat(() => Answer(answer, isDamaged: true, random), () => Answer(ApiStub.TokenAnswer, isTokenDamaged, random));
            await using ServiceProvider services = Services(snapchat);
            try
            {
                await callAsync(services.GetRequiredService<ISnapchatAudienceClient>(), TestContext.Current.CancellationToken);
            }
            catch (AudienceExportException exception)
            {
                Assert.False(
                    exception.Message.Length > MaxMessage || exception.Message.Any(char.IsControl) || exception.Message.Contains("client-secret", StringComparison.Ordinal),
                    $"Seed {seed}: {exception.Message}");
            }
            catch (Exception exception)
            {
                Assert.Fail($"Seed {seed}: {exception}");
            }
        }
    }

    private static HttpResponseMessage Answer(string body, bool isDamaged, Random random)
    {
        var response = new HttpResponseMessage((System.Net.HttpStatusCode)(isDamaged ? Statuses[random.Next(Statuses.Length)] : 200))
        {
            Content = new ByteArrayContent(isDamaged ? Mutator.Damage(System.Text.Encoding.UTF8.GetBytes(body), random) : System.Text.Encoding.UTF8.GetBytes(body)),
        };
        response.Content.Headers.ContentType = new MediaTypeHeaderValue("application/json");
        if (isDamaged && random.Next(3) == 0)
            response.Headers.TryAddWithoutValidation(Names[random.Next(Names.Length)], Mutator.Damage("120", random).ReplaceLineEndings(" "));
        return response;
    }

    private static ServiceProvider Services(HttpMessageHandler socket)
    {
        var services = new ServiceCollection();
        services.AddSingleton<TimeProvider>(new SkippingTimeProvider());
        services.AddSnapchatAudienceExport(options =>
        {
            options.ClientId = "client-id";
            options.ClientSecret = new SnapchatSecret("client-secret");
            options.RefreshToken = new SnapchatSecret("refresh-1");
            options.AcceptDataUse = true;
            options.CallDeadline = options.UploadDeadline = TimeSpan.FromMinutes(5);
            options.AttemptTimeout = TimeSpan.FromMinutes(1);
        }).HttpClient.ConfigurePrimaryHttpMessageHandler(() => socket);
        return services.BuildServiceProvider();
    }

    private static async Task CountAsync<T>(IAsyncEnumerable<T> items)
    {
        const int most = 100;
        int count = 0;
        await foreach (T _ in items)
        {
            if (++count == most)
                return;
        }
    }

    private sealed class DamagedSnapchat(Func<HttpResponseMessage> answer, Func<HttpResponseMessage> tokenAnswer) : HttpMessageHandler
    {
        protected override Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken) =>
            Task.FromResult(request.RequestUri!.AbsolutePath.StartsWith("/login/", StringComparison.Ordinal) ? tokenAnswer() : answer());
    }
}
