using EightBit.Webhooks.Receiver.Events;
using Webhook_App;

var builder = WebApplication.CreateBuilder(args);
builder.Services.AddEightBitWebhooks().AddHandler<MessageReceived, LogMessage>();

var app = builder.Build();
app.MapEightBitWebhooks("/webhooks/8bit");
app.Run();
