namespace Snapchat.AudienceExport.Dashboard.Tests.Support;

/// <summary>Every page and every action, and what becomes of it by role: 200 shows a page, 302 leads to one after something was done or where nothing may be done.</summary>
internal static class PageCalls
{
    private const string Connection = "/connections/{connection}";
    private const string Export = "/exports/{export}";
    private const string Draft = "name=Written&connection={connection}&audience={newAudience}&kind=Email&field=email&region=&segment=germany&mode=AddOnly&schedule=Off&act=save";

    public static IReadOnlyList<PageCall> All { get; } =
    [
        new("GET", "/", 302, 302, 302),
        new("POST", "/language", 302, 302, 302, "to=en&return=https://elsewhere.example/"),
        new("GET", "/assets/0/dashboard.css", 200, 200, 200),
        new("GET", "/connections", 200, 403, 403),
        new("GET", "/connections/new", 200, 403, 403),
        new("POST", "/connections", 302, 403, 403, "name=Second"),
        new("GET", Connection, 200, 403, 403),
        new("POST", $"{Connection}/test", 200, 403, 403),
        new("POST", $"{Connection}/name", 302, 403, 403, "version={version}&name=Renamed"),
        new("POST", $"{Connection}/access", 302, 403, 403, "version={version}&access=contributors"),
        new("POST", $"{Connection}/consent", 302, 403, 403, "statement=1"),
        new("POST", $"{Connection}/consent/withdraw", 302, 403, 403),
        new("POST", $"{Connection}/authenticate", 302, 403, 403),
        new("POST", $"{Connection}/export-user", 302, 403, 403),
        new("POST", $"{Connection}/save", 302, 403, 403, "version={version}"),
        new("GET", $"{Connection}/remove", 200, 403, 403),
        new("POST", $"{Connection}/remove", 409, 403, 403, "version={version}"),
        new("POST", $"{Connection}/detach", 302, 403, 403, "export={export}"),
        new("GET", "/oauth/callback?state=unknown&code=unknown", 302, 403, 403),
        new("GET", "/exports?search=news&skip=0", 200, 200, 200),
        new("GET", "/exports/new", 200, 200, 403),
        new("POST", "/exports/new", 302, 302, 403, Draft),
        new("POST", "/exports/run-all", 302, 302, 403),
        new("POST", "/exports/schedules", 302, 302, 403, "export={export}&schedule=Own&time=06:00&time=18:30&zone=Asia/Almaty"),
        new("GET", Export, 200, 200, 200),
        new("GET", $"{Export}/copy", 200, 200, 403),
        new("GET", $"{Export}/edit", 200, 200, 403),
        new("POST", $"{Export}/edit", 302, 302, 403, $"version=1&former=Leave&{Draft}"),
        new("GET", $"{Export}/plan", 200, 200, 302),
        new("POST", $"{Export}/plan", 200, 200, 403),
        new("POST", $"{Export}/runs", 302, 302, 403),
        new("POST", $"{Export}/detach", 302, 403, 403),
        new("POST", "/exports/{detached}/attach", 302, 403, 403, "connection={connection}"),
        new("GET", $"{Export}/remove", 200, 200, 302),
        new("POST", $"{Export}/remove", 302, 302, 403, "version=1"),
        new("GET", "/runs/{run}", 200, 200, 200),
        new("GET", "/runs/{run}/events", 200, 200, 200),
        new("GET", "/runs/{run}/manifest", 200, 200, 200),
        new("POST", "/runs/{run}/cancel", 302, 302, 403),
        new("POST", "/runs/{run}/resume", 409, 409, 403),
        new("POST", "/runs/{run}/audience", 302, 302, 403),
        new("GET", "/schedules", 200, 200, 200),
        new("POST", "/schedules", 302, 403, 403, "version=0&refresh=on&day=Monday&time=06:00&zone=Asia/Almaty"),
        new("POST", "/schedules/run", 302, 403, 403),
        new("GET", "/erasure", 200, 403, 403),
        new("POST", "/erasure", 200, 403, 403, "emails=somebody@example.com&region=&phones=&mobile-ids="),
        new("POST", "/erasure/retry", 302, 403, 403),
        new("GET", "/audit", 200, 403, 403),
    ];

    public static TheoryData<string> Names(Func<PageCall, bool> which) => [.. All.Where(which).Select(static call => call.ToString())];

    public static PageCall Find(string name) => All.Single(call => call.ToString() == name);
}
