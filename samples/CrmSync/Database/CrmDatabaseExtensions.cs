using CrmSync.Activities;
using CrmSync.Contacts;
using Microsoft.EntityFrameworkCore;

namespace CrmSync.Database;

internal static class CrmDatabaseExtensions
{
    private const string ConnectionName = "Crm";

    /// <summary>
    /// Adds the CRM's tables and what writes to them. Call it before <c>AddEightBitWebhooks</c>: hosted services start in the order
    /// in which they were added, and the tables must be there before an event is processed.
    /// </summary>
    public static IServiceCollection AddCrmDatabase(this IServiceCollection services, IConfiguration configuration)
    {
        var connection = configuration.GetConnectionString(ConnectionName);
        if (string.IsNullOrWhiteSpace(connection))
        {
            throw new InvalidOperationException(
                $"ConnectionStrings:{ConnectionName} is not set. Set it to a SQLite database, such as \"Data Source=crm.db\".");
        }

        services.AddDbContext<CrmDb>(options => options.UseSqlite(connection));
        services.AddSingleton<WriteTurn>();
        services.AddScoped<ContactBook>();
        services.AddScoped<ActivityRecorder>();
        services.AddHostedService<CrmSchema>();
        return services;
    }
}
