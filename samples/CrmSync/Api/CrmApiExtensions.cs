using System.Text.Encodings.Web;
using System.Text.Unicode;

namespace CrmSync.Api;

internal static class CrmApiExtensions
{
    /// <summary>
    /// Writes <c>&lt;</c>, <c>&gt;</c>, <c>&amp;</c> and quotes inside JSON as escapes, so that a message with markup in it is not markup
    /// even to somebody who takes the answer for a page.
    /// </summary>
    public static IServiceCollection AddCrmApi(this IServiceCollection services)
        => services.ConfigureHttpJsonOptions(json => json.SerializerOptions.Encoder = JavaScriptEncoder.Create(UnicodeRanges.All));

    public static void MapCrmApi(this IEndpointRouteBuilder endpoints)
    {
        var api = endpoints.MapGroup("/api");
        api.MapGet("/contacts", ContactList.ReadAsync);
        api.MapGet("/activities", ActivityList.ReadAsync);
    }
}
