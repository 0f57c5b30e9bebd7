using EightBit.Webhooks.Receiver.Events;
using EightBit.Webhooks.Receiver.Handlers;
using ExternalProcessing.Answers;
using ExternalProcessing.Model;

namespace ExternalProcessing.Handlers;

/// <summary>Has the model answer each message, one after the other within a conversation.</summary>
internal sealed class AskModel : IWebhookHandler<MessageReceived>
{
    private readonly ModelClient _model;
    private readonly AnswerBook _answers;

    public AskModel(ModelClient model, AnswerBook answers)
    {
        _model = model;
        _answers = answers;
    }

    public async Task HandleAsync(WebhookEvent<MessageReceived> webhookEvent, CancellationToken cancellationToken)
    {
        var text = webhookEvent.Data.Content;
        if (string.IsNullOrWhiteSpace(text) || _answers.Has(webhookEvent.Id))
        {
            return; // nothing to ask, or asked before: the last run was cut off after its answer had been written down
        }

        // The event's id is what makes the second attempt the same question, even in another process after a crash.
        var answer = await _model.AskAsync(webhookEvent.Id, new ModelQuestion(webhookEvent.ConversationId, text), cancellationToken);
        _answers.Add(new Answer(webhookEvent.Id, webhookEvent.ConversationId, answer.Text));
    }
}
