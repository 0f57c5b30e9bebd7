// The README's receiver, compiled ahead of time: dotnet publish -c Release samples/NativeAot
using EightBit.Webhooks.Receiver.Events;
using EightBit.Webhooks.Receiver.Handlers;

var builder = WebApplication.CreateSlimBuilder(args);
builder.Services.AddEightBitWebhooks().AddHandler<MessageReceived, PrintMessage>();

var app = builder.Build();
app.MapEightBitWebhooks("/webhooks/8bit");
app.Run();

internal sealed class PrintMessage : IWebhookHandler<MessageReceived>
{
    public Task HandleAsync(WebhookEvent<MessageReceived> webhookEvent, CancellationToken cancellationToken)
    {
        Console.WriteLine($"{webhookEvent.Data.UserId} wrote: {webhookEvent.Data.Content}");
        return Task.CompletedTask;
    }
}
