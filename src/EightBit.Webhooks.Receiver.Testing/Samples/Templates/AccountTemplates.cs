using System.Text.Json.Nodes;

namespace EightBit.Webhooks.Receiver.Testing.Samples.Templates;

/// <summary>The data of <c>account.*</c>.</summary>
internal static class AccountTemplates
{
    public static JsonObject UsageThreshold(SampleScene scene)
    {
        var percent = scene.Pick(50, 80, 90, 100);
        var limit = scene.Pick(1_000, 10_000, 100_000);
        return new JsonObject
        {
            ["account_id"] = scene.Cast.AccountId,
            ["metric"] = scene.Pick("credits", "messages"),
            ["threshold_percent"] = percent,
            ["current_usage"] = (limit * percent / 100) + scene.Between(0, 9),
            ["usage_limit"] = limit,
            ["crossed_at"] = scene.Now,
        };
    }

    public static JsonObject BillingUpdated(SampleScene scene)
    {
        var (previous, plan) = scene.Pick(("free", "pro"), ("pro", "enterprise"), ("enterprise", "pro"));
        return new JsonObject
        {
            ["account_id"] = scene.Cast.AccountId,
            ["plan"] = plan,
            ["previous_plan"] = previous,
            ["payment_method"] = scene.Pick("card", "invoice", "sepa_debit"),
            ["updated_by"] = "owner@example.com",
            ["updated_at"] = scene.Now,
        };
    }
}
