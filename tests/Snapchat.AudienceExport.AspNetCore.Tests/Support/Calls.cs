namespace Snapchat.AudienceExport.AspNetCore.Tests.Support;

/// <summary>Every endpoint, and what becomes of it by role (system of roles: viewers see, contributors work on shared connections, administrators do everything).</summary>
internal static class Calls
{
    private const string Connection = "/connections/{connection}";
    private const string Export = "/exports/{export}";
    private const string Draft = """{"displayName":"Edited","connection":"{connection}","audience":"{audience}","segments":["buyers"]}""";
    private const string NewDraft = """{"displayName":"Another","connection":"{connection}","audience":"{newAudience}","segments":["buyers"]}""";

    public static IReadOnlyList<Call> All { get; } =
    [
        new("GET", "/connections", 200, 403, 403),
        new("POST", "/connections", 201, 403, 403, """{"displayName":"Second"}"""),
        new("GET", Connection, 200, 403, 403),
        new("PUT", $"{Connection}/name", 200, 403, 403, """{"displayName":"Renamed"}""") { Versioned = Connection },
        new("PUT", $"{Connection}/access", 200, 403, 403, """{"contributors":true,"users":[{"id":"carol"}]}""") { Versioned = Connection },
        new("PUT", $"{Connection}/export-user", 200, 403, 403),
        new("POST", $"{Connection}/test", 200, 403, 403),
        new("POST", $"{Connection}/save", 200, 403, 403) { Versioned = Connection },
        new("DELETE", "/connections/{spare}", 204, 403, 403) { Versioned = "/connections/{spare}" },
        new("GET", "/connection-choices", 200, 200, 403),
        new("GET", "/consent-statements", 200, 200, 200),
        new("PUT", $"{Connection}/consent", 200, 403, 403, """{"version":"1"}"""),
        new("DELETE", $"{Connection}/consent", 200, 403, 403),
        new("POST", $"{Connection}/authentication", 200, 403, 403),
        new("GET", "/oauth/callback?state=unknown&code=unknown", 302, 403, 403),
        new("PUT", $"{Connection}/refresh-token", 200, 403, 403, """{"refreshToken":"{refreshToken}"}"""),
        new("GET", $"{Connection}/organizations", 200, 200, 403),
        new("GET", $"{Connection}/ad-accounts/{{adAccount}}/audiences", 200, 200, 403),
        new("POST", $"{Connection}/audiences", 201, 201, 403, """{"adAccount":"{adAccount}","name":"New"}"""),
        new("GET", $"{Connection}/audiences/{{audience}}/check", 200, 200, 403),
        new("GET", $"{Connection}/segments", 200, 200, 403),
        new("GET", $"{Connection}/fields?segment=buyers", 200, 200, 403),
        new("GET", "/exports?search=news&take=1", 200, 200, 200),
        new("GET", "/exports/draft?connection={connection}", 200, 200, 403),
        new("POST", "/exports/validate", 200, 200, 403, NewDraft),
        new("POST", "/exports", 201, 201, 403, NewDraft),
        new("GET", Export, 200, 200, 200),
        new("GET", $"{Export}/segments", 200, 200, 200),
        new("GET", $"{Export}/draft", 200, 200, 403),
        new("GET", $"{Export}/copy", 200, 200, 403),
        new("PUT", $"{Export}?formerAudience=Leave", 200, 200, 403, Draft) { Versioned = Export },
        new("DELETE", Export, 204, 204, 403) { Versioned = Export },
        new("PUT", "/exports/schedules", 200, 200, 403, """{"exports":["{export}"],"schedule":{"kind":"Own","recurrence":{"times":["06:00:00"],"timeZone":"Asia/Almaty"}}}"""),
        new("PUT", "/exports/schedules/paused", 200, 200, 403, """{"exports":["{export}"],"isPaused":true}"""),
        new("POST", "/exports/detach", 200, 403, 403, """{"exports":["{export}"]}"""),
        new("PUT", "/exports/{detached}/connection", 200, 403, 403, """{"connection":"{connection}"}"""),
        new("GET", "/system-refresh", 200, 200, 200),
        new("PUT", "/system-refresh", 200, 403, 403, """{"days":["Monday","Friday"],"times":["06:00:00","18:30:00"],"timeZone":"Asia/Almaty"}""") { Versioned = "/system-refresh" },
        new("DELETE", "/system-refresh", 200, 403, 403) { Versioned = "/system-refresh" },
        new("POST", "/system-refresh/run", 200, 403, 403),
        new("POST", $"{Export}/runs", 201, 201, 403, """{"whenBusy":"Queue"}"""),
        new("POST", $"{Export}/plan", 200, 200, 403),
        new("POST", "/runs", 200, 200, 403),
        new("GET", "/runs?export={export}&status=Successful", 200, 200, 200),
        new("GET", "/runs/{run}", 200, 200, 200),
        new("GET", "/runs/{run}/events", 200, 200, 200),
        new("POST", "/runs/{run}/cancel", 200, 200, 403),
        new("POST", "/runs/{run}/resume", 409, 409, 403),
        new("POST", "/runs/{run}/audience-status", 200, 200, 403),
        new("POST", "/erasures", 201, 403, 403, """{"identifiers":[{"kind":"Email","value":"{somebody}"},{"kind":"Email","value":"no address"}]}"""),
        new("GET", "/erasures", 200, 403, 403),
        new("GET", "/erasures/{erasure}", 200, 403, 403),
        new("POST", "/erasures/retry", 200, 403, 403),
        new("POST", "/erasures/lift", 200, 403, 403, """{"identifiers":[{"kind":"Email","value":"{somebody}"}]}"""),
        new("POST", "/membership/restored", 200, 403, 403),
        new("GET", "/audit?take=5", 200, 403, 403),
        new("GET", "/antiforgery-token", 200, 200, 200),
        new("GET", "/openapi.json", 200, 200, 200),
    ];

    public static TheoryData<string> Names(Func<Call, bool> which) => [.. All.Where(which).Select(static call => call.ToString())];

    public static Call Find(string name) => All.Single(call => call.ToString() == name);
}
