using EightBit.Webhooks.Cli.Checking;
using EightBit.Webhooks.Cli.Checking.Effects;
using EightBit.Webhooks.Cli.Checking.Sending;
using EightBit.Webhooks.Cli.Sending;
using EightBit.Webhooks.Receiver.Testing.Sending;
using Fuzz.Targets.Shown;

namespace Fuzz.Targets.Answers;

/// <summary>
/// What comes back over a connection to a receiver, or to something else that stands where it should: the senders of the Testing package and of the
/// command make an answer of it, or say why there is none. What follows the first empty line is also the body of what is sent, as a test may send anything.
/// </summary>
internal sealed class AnswersTarget : IFuzzed
{
    private const int HighestStatus = 999;

    private static readonly Uri Receiver = new("http://receiver.test/");
    private static readonly StoppedClock Clock = new();

    public void Take(byte[] input)
    {
        // Clients of its own for each input: cookies and connections of the one before would make another answer of it.
        var settings = new CheckSettings { Url = Receiver, SecretText = Keys.Text, Connect = (_, _) => new(new AnsweringConnection(input)) };
        TestAsync(settings, SentWith(input)).GetAwaiter().GetResult();
        CheckAsync(settings).GetAwaiter().GetResult();
        CountEffectsAsync(settings).GetAwaiter().GetResult();
        SendAsync(settings).GetAwaiter().GetResult();
    }

    private static async Task TestAsync(CheckSettings settings, byte[] sent)
    {
        using var client = new HttpClient(HandlerOf(settings));
        using var sender = new TestedApplication().CreateWebhookSender(client, path: Receiver.ToString());
        WebhookAnswer answer;
        try
        {
            answer = await sender.SendAsync(sender.Sign(sent));
        }
        catch (HttpRequestException)
        {
            return; // documented: there was no answer
        }

        Promise.That(answer.Status is >= 0 and <= HighestStatus, "an answer has a status");
        Promise.That(ReferenceCode.IsThat(answer.Code, answer.Body), "the code is what another parser reads");
        _ = answer.ToString();
    }

    private static async Task CheckAsync(CheckSettings settings)
    {
        using var sender = new Sender(settings, Clock);
        var answer = await sender.GetAsync(CancellationToken.None);
        Promise.That(answer.Status is >= 0 and <= HighestStatus && (answer.Failure is null || answer.Status == 0), "an answer, or why there is none");
        Promise.IsOneLine(answer.Description, "what is said of an answer");
        Printed.Check(Judge.MustAccept(answer).Reason + Judge.MustRefuse(answer).Reason);
        _ = answer.HasHeader("Retry-After") && answer.SaysDuplicate;
    }

    private static async Task CountEffectsAsync(CheckSettings settings)
    {
        using var effects = new EffectsHook($"{Receiver}{EffectsHook.Placeholder}", settings, Clock);
        try
        {
            Promise.That(await effects.CountAsync("evt_1", CancellationToken.None) >= 0, "effects are counted from none");
        }
        catch (EffectsException exception)
        {
            Promise.IsOneLine(exception.Message, "why effects cannot be counted");
            Printed.Check(exception.Message);
        }
    }

    private static async Task SendAsync(CheckSettings settings)
    {
        using var client = new HttpMessageInvoker(HandlerOf(settings));
        using var request = new HttpRequestMessage(HttpMethod.Post, Receiver);
        var answer = await new DeliverySender(client, Clock).SendAsync(request, CancellationToken.None);
        Promise.That((answer.Result == AttemptResult.Connection) == (answer.Problem is not null), "an answer, or why there is none");
        Promise.IsOneLine(answer.Problem, "why there is no answer");
        Promise.IsOneLine(answer.Code, "a code");
        Printed.Check(answer.Problem + AnswerText.Headline(answer) + AnswerText.Body(answer));
    }

    private static SocketsHttpHandler HandlerOf(CheckSettings settings)
        => new() { AllowAutoRedirect = false, UseCookies = false, UseProxy = false, ConnectCallback = settings.Connect };

    private static byte[] SentWith(byte[] input)
    {
        var end = input.AsSpan().IndexOf("\r\n\r\n"u8);
        return end < 0 ? input : input[(end + 4)..];
    }
}
