namespace Fuzz.Targets.Requests;

/// <summary>Requests of the dashboard's page.</summary>
internal static class DashboardHeads
{
    private const string FromThisMachine = " HTTP/1.1\r\nHost: localhost";

    private static readonly string[] Asked =
    [
        "", "/assets/app.js", "/api/about", "/api/live", "/api/series", "/api/deliveries?take=50", "/api/retries", "/api/dead-letters",
        "/api/event?eventId=evt_1",
    ];

    public static IEnumerable<string> All =>
    [
        .. Asked.Select(path => $"GET {FuzzedEndpoints.Dashboard}{path}{FromThisMachine}"),
        $"POST {FuzzedEndpoints.Dashboard}/api/dead-letters/replay{FromThisMachine}\r\nContent-Type: application/json",
        $"POST {FuzzedEndpoints.Dashboard}/api/dead-letters/purge{FromThisMachine}\r\nContent-Type: application/json",
        $"POST /in{FromThisMachine}\r\nX-8bit-Timestamp: 1767225600", // so that there is something to be shown
    ];
}
