using Soak.Running;
using Soak.Sending;

namespace EightBit.Webhooks.Receiver.SoakTests.Sending;

public sealed class AnswersTests : IDisposable
{
    private readonly RunFolder _folder = new();
    private readonly SettingsFile _settings;
    private readonly Answers _answers;

    public AnswersTests()
    {
        _settings = new SettingsFile(_folder.Settings);
        _answers = new Answers(_settings);
    }

    [Fact]
    public async Task Expect_AnotherStatus_IsWrong()
    {
        await ReceiveAsync(200);
        await ReceiveAsync(401);

        _answers.Wrong.Should().Be(1);
        _answers.Counts.Should().Contain("event: 200", 1).And.Contain("event: 401 (wrong)", 1);
    }

    [Fact]
    public async Task Expect_RefusalWhileSettingsAreValid_IsWrong()
    {
        Rotate();
        await ReceiveAsync(503);

        _answers.Wrong.Should().Be(1);
    }

    [Fact]
    public async Task Expect_RefusalWhileSettingsAreInvalid_IsRight()
    {
        _settings.Break();
        await ReceiveAsync(503);
        await ReceiveAsync(503, Rotate);

        _answers.Wrong.Should().Be(0);
    }

    [Fact]
    public async Task Expect_RefusalOfWhatWasSentBeforeSettingsWereInvalid_IsRight()
    {
        await ReceiveAsync(503, _settings.Break);

        _answers.Wrong.Should().Be(0);
    }

    [Fact]
    public async Task Expect_RefusalAfterSettingsWereCorrected_IsWrong()
    {
        _settings.Break();
        Rotate();
        await ReceiveAsync(503);
        await ReceiveAsync(503, Rotate);

        _answers.Wrong.Should().Be(2, "a rotation of a valid secret is no reason to refuse anything");
    }

    [Fact]
    public async Task Expect_AnotherStatusWhileSettingsAreInvalid_IsWrong()
    {
        _settings.Break();
        await ReceiveAsync(500);

        _answers.Wrong.Should().Be(1);
    }

    public void Dispose() => _folder.Dispose();

    private Task<int> ReceiveAsync(int status, Action? meanwhile = null)
        => _answers.ExpectAsync(
            "event",
            () =>
            {
                meanwhile?.Invoke();
                return Task.FromResult(status);
            },
            200);

    private void Rotate()
    {
        _settings.AddNext();
        _settings.UseNext();
    }
}
