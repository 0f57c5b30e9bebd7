namespace CrmSync.Api;

internal static class CrmApiExtensions
{
    public static void MapCrmApi(this IEndpointRouteBuilder endpoints)
    {
        var api = endpoints.MapGroup("/api");
        api.MapGet("/contacts", ContactList.ReadAsync);
        api.MapGet("/activities", ActivityList.ReadAsync);
    }
}
