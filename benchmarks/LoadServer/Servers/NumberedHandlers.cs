using EightBit.Webhooks.Receiver.Configuration;
using EightBit.Webhooks.Receiver.Events;
using EightBit.Webhooks.Receiver.Handlers;

namespace LoadServer.Servers;

/// <summary>As many handler classes as are wanted, each for an event type of its own that never comes.</summary>
internal static class NumberedHandlers
{
    private static readonly Type[] Digits = [typeof(byte), typeof(short), typeof(int), typeof(long), typeof(char), typeof(bool), typeof(float)];

    public static void AddTo(IEightBitWebhooksBuilder webhooks, int count)
    {
        var add = typeof(NumberedHandlers).GetMethod(nameof(Add), System.Reflection.BindingFlags.NonPublic | System.Reflection.BindingFlags.Static)!;
        for (var number = 0; number < count; number++)
        {
            Type[] digits = [Digits[number % 7], Digits[number / 7 % 7], Digits[number / 49 % 7]];
            add.MakeGenericMethod(typeof(Numbered<,,>).MakeGenericType(digits)).Invoke(null, [webhooks, $"numbered.n{number}"]);
        }
    }

    private static void Add<THandler>(IEightBitWebhooksBuilder webhooks, string eventType)
        where THandler : class, IWebhookHandler
        => webhooks.AddHandler<THandler>(eventType);

    private sealed class Numbered<TOnes, TSevens, TFortyNines> : IWebhookHandler
    {
        public Task HandleAsync(WebhookEvent webhookEvent, CancellationToken cancellationToken) => Task.CompletedTask;
    }
}
