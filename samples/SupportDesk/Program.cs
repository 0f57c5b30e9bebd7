using EightBit.Webhooks.Receiver.Events;
using SupportDesk.Teams;
using SupportDesk.Tickets;
using SupportDesk.Usage;

var builder = WebApplication.CreateBuilder(args);
builder.Services.AddSingleton<TeamDirectory>();
builder.Services.AddSingleton<UsageAlarm>();
builder.Services.AddSingleton<ITicketSystem, TicketList>();
builder.Services.AddEightBitWebhooks().AddHandler<ConversationEscalated, OpenTicket>();
builder.Services.AddEightBitWebhooks("account");

var app = builder.Build();
app.MapEightBitWebhooks("/webhooks/conversations");
app.MapPost("/webhooks/account", (WebhookEvent<AccountUsageThreshold> usage, UsageAlarm alarm) => alarm.Ring(usage.Data))
    .RequireEightBitWebhook("account");
app.Run();
