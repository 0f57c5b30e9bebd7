using EightBit.Webhooks.Receiver.Testing.Samples;
using EightBit.Webhooks.Receiver.Testing.Waiting;
using ExternalProcessing.Answers;
using ExternalProcessing.Demo;

namespace Samples.Tests.ExternalProcessing;

public sealed class AskingTests
{
    [Theory]
    [InlineData(nameof(ModelMood.Well))]
    [InlineData(nameof(ModelMood.Busy))]
    [InlineData(nameof(ModelMood.PaidButFailed))]
    public async Task A_short_failure_ends_within_the_attempt_and_is_paid_for_once(string firstMood)
    {
        var mood = Enum.Parse<ModelMood>(firstMood);
        await using var app = new ExternalProcessingFactory(await ModelAsync(mood)) { HasRealClock = true };
        using var platform = app.CreateWebhookSender();
        var message = SampleEvents.MessageReceived.InConversation("conv_1").With("data.content", "Why?");

        await platform.SendAsync(message);
        await platform.SendAsync(message);

        (await app.Services.WhenAttemptedAsync(message.Id)).Outcome.Should().Be(AttemptOutcome.Handled);
        app.Answers.Latest().Should().Equal(new Answer(message.Id, "conv_1", "An answer to \"Why?\""));
        app.Model.Calls.Items.Should().HaveCount(mood == ModelMood.Well ? 1 : 2).And.OnlyContain(call => call.Key == message.Id);
        app.Model.Calls.Items.Should().ContainSingle(call => call.IsPaid);
    }

    [Fact]
    public async Task A_paid_answer_that_never_comes_is_asked_for_again_with_the_same_key()
    {
        await using var app = new ExternalProcessingFactory(await ModelAsync(ModelMood.PaidButSilent))
        {
            HasRealClock = true,
            CallTimeout = TimeSpan.FromMilliseconds(500),
        };
        using var platform = app.CreateWebhookSender();
        var message = SampleEvents.MessageReceived;

        await platform.SendAsync(message);

        await app.Services.WhenHandledAsync(message.Id);
        app.Model.Calls.Items.Should().HaveCountGreaterThan(1).And.OnlyContain(call => call.Key == message.Id);
        app.Model.Calls.Items.Should().ContainSingle(call => call.IsPaid);
        app.Answers.Latest().Should().ContainSingle();
    }

    [Fact]
    public async Task A_model_that_says_when_to_come_back_is_asked_then_and_no_sooner()
    {
        await using var app = new ExternalProcessingFactory(await ModelAsync(ModelMood.Strict));
        using var platform = app.CreateWebhookSender();
        var message = SampleEvents.MessageReceived;
        await platform.SendAsync(message);

        var refused = await app.Services.WhenAttemptedAsync(message.Id);

        refused.RetryIn.Should().Be(TimeSpan.FromSeconds(ModelStandIn.RetryAfterSeconds));
        app.Model.Calls.Items.Should().ContainSingle("a 429 is not repeated within the attempt");
        app.Time.Advance(refused.RetryIn!.Value);
        await app.Services.WhenHandledAsync(message.Id);
        app.Answers.Latest().Should().ContainSingle();
    }

    [Fact]
    public async Task A_message_waits_for_the_one_before_it_in_its_conversation()
    {
        await using var app = new ExternalProcessingFactory(await ModelAsync(ModelMood.Strict));
        using var platform = app.CreateWebhookSender();
        var first = SampleEvents.MessageReceived.InConversation("conv_1");
        var second = SampleEvents.MessageReceived.InConversation("conv_1");
        var other = SampleEvents.MessageReceived.InConversation("conv_2");
        await platform.SendAsync(first);
        var refused = await app.Services.WhenAttemptedAsync(first.Id);
        await platform.SendAsync(second);
        await platform.SendAsync(other);

        await app.Services.WhenHandledAsync(other.Id);
        app.Model.Calls.Items.Should().NotContain(call => call.Key == second.Id);

        app.Time.Advance(refused.RetryIn!.Value);
        await app.Services.WhenHandledAsync(second.Id);
        app.Model.Calls.Items.Where(call => call.ConversationId == "conv_1").Select(call => call.Key)
            .Should().Equal(first.Id, first.Id, second.Id);
    }

    [Fact]
    public async Task A_model_that_is_down_is_left_alone_after_a_while()
    {
        await using var app = new ExternalProcessingFactory(await ModelAsync()) { HasRealClock = true };
        using var platform = app.CreateWebhookSender();
        app.Model.IsDown = true;
        string? error = null;

        // Each attempt makes up to three calls; the circuit opens at twenty.
        for (var sent = 0; sent < 10 && error?.Contains("left alone", StringComparison.Ordinal) != true; sent++)
        {
            var message = SampleEvents.MessageReceived;
            await platform.SendAsync(message);
            error = (await app.Services.WhenAttemptedAsync(message.Id)).Error;
        }

        error.Should().Contain("The model has failed too often and is left alone.");
        app.Model.Calls.Items.Should().HaveCountLessThan(30).And.OnlyContain(call => !call.IsPaid);
    }

    [Fact]
    public async Task A_message_that_has_its_answer_is_not_asked_again()
    {
        await using var app = new ExternalProcessingFactory(await ModelAsync());
        using var platform = app.CreateWebhookSender();
        var message = SampleEvents.MessageReceived;
        app.Answers.Add(new Answer(message.Id, null, "from a run that was cut off"));

        await platform.SendAsync(message);
        await app.Services.WhenHandledAsync(message.Id);

        app.Model.Calls.Items.Should().BeEmpty();
        app.Answers.Latest().Should().ContainSingle();
    }

    /// <summary>A model in this mood when it is asked the first question, and well after that.</summary>
    private static Task<ModelStandIn> ModelAsync(ModelMood mood = ModelMood.Well)
        => ModelStandIn.StartAsync(number => number == 0 ? mood : ModelMood.Well);
}
