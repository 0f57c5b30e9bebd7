using CrmSync.Api;

namespace CrmSync.Demo.Checking;

/// <summary>Reads the CRM the way its users do: through the HTTP API.</summary>
internal sealed class CrmReader : IDisposable
{
    private const int PageSize = 50;

    private readonly HttpClient _http;

    public CrmReader(Uri application)
        => _http = new HttpClient(new SocketsHttpHandler { UseProxy = false }) { BaseAddress = application };

    public async Task<IReadOnlyList<ContactItem>> ReadContactsAsync(CancellationToken cancellationToken)
        => await _http.GetFromJsonAsync<List<ContactItem>>("/api/contacts", cancellationToken) ?? [];

    /// <summary>All activities, a page at a time.</summary>
    public async Task<IReadOnlyList<ActivityItem>> ReadActivitiesAsync(CancellationToken cancellationToken)
    {
        var activities = new List<ActivityItem>();
        long? next = 0;
        while (next is not null)
        {
            var page = await _http.GetFromJsonAsync<ActivityPage>($"/api/activities?after={next}&take={PageSize}", cancellationToken);
            activities.AddRange(page!.Items);
            next = page.Next;
        }

        return activities;
    }

    public void Dispose() => _http.Dispose();
}
