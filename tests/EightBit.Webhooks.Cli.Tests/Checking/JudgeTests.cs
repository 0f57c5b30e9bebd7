using EightBit.Webhooks.Cli.Checking;
using EightBit.Webhooks.Cli.Checking.Sending;

namespace EightBit.Webhooks.Cli.Tests.Checking;

public sealed class JudgeTests
{
    private const int NoAnswer = 0;

    [Theory]
    [InlineData(200, Outcome.Pass)]
    [InlineData(204, Outcome.Pass)]
    [InlineData(302, Outcome.Fail)]
    [InlineData(401, Outcome.Fail)]
    [InlineData(500, Outcome.Fail)]
    [InlineData(NoAnswer, Outcome.Fail)]
    public void MustAccept_Status_Outcome(int status, object outcome) => Judge.MustAccept(AnswerOf(status)).Outcome.Should().Be((Outcome)outcome);

    [Theory]
    [InlineData(200, Outcome.Fail)]
    [InlineData(302, Outcome.Advice)]
    [InlineData(401, Outcome.Pass)]
    [InlineData(404, Outcome.Pass)]
    [InlineData(500, Outcome.Advice)]
    [InlineData(NoAnswer, Outcome.Fail)]
    public void MustRefuse_Status_Outcome(int status, object outcome) => Judge.MustRefuse(AnswerOf(status)).Outcome.Should().Be((Outcome)outcome);

    [Theory]
    [InlineData(200, Outcome.Pass)]
    [InlineData(401, Outcome.Advice)]
    [InlineData(500, Outcome.Fail)]
    [InlineData(NoAnswer, Outcome.Fail)]
    public void ShouldAccept_Status_Outcome(int status, object outcome)
        => Judge.ShouldAccept(AnswerOf(status), "Do.").Outcome.Should().Be((Outcome)outcome);

    [Theory]
    [InlineData(200, Outcome.Advice)]
    [InlineData(401, Outcome.Pass)]
    [InlineData(500, Outcome.Advice)]
    [InlineData(NoAnswer, Outcome.Fail)]
    public void ShouldRefuse_Status_Outcome(int status, object outcome)
        => Judge.ShouldRefuse(AnswerOf(status), "Do not.").Outcome.Should().Be((Outcome)outcome);

    private static Answer AnswerOf(int status)
        => status == NoAnswer ? Answer.None("closed", TimeSpan.Zero) : Answer.Of(status, "", "", TimeSpan.Zero);
}
