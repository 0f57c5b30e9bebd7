using EightBit.Webhooks.Receiver.Configuration;
using EightBit.Webhooks.Receiver.InMemory;

namespace EightBit.Webhooks.Receiver.Tests.Configuration;

public sealed class InMemoryInboxOptionsValidatorTests
{
    public static readonly TheoryData<string, Action<InMemoryInboxOptions, int>> Settings = new()
    {
        { "MaxPendingEvents", (options, value) => options.MaxPendingEvents = value },
        { "MaxPendingBytes", (options, value) => options.MaxPendingBytes = value },
        { "MaxDeadLetters", (options, value) => options.MaxDeadLetters = value },
        { "MaxDeadLetterBytes", (options, value) => options.MaxDeadLetterBytes = value },
        { "MaxRememberedIds", (options, value) => options.MaxRememberedIds = value },
    };

    private readonly InMemoryInboxOptionsValidator _validator = new();

    [Fact]
    public void Validate_Defaults_AreValid() => _validator.Validate(null, new InMemoryInboxOptions()).Succeeded.Should().BeTrue();

    [Theory]
    [MemberData(nameof(Settings))]
    public void Validate_LessThanOne_NamesTheFullKeyAndTheFix(string setting, Action<InMemoryInboxOptions, int> set)
    {
        foreach (var value in new[] { 0, -1, int.MinValue })
        {
            var options = new InMemoryInboxOptions();
            set(options, value);

            _validator.Validate(null, options).Failures.Should().ContainSingle()
                .Which.Should().StartWith($"EightBit:Webhooks:InMemory:{setting} is ").And.Contain("must be between 1");
        }
    }

    [Theory]
    [MemberData(nameof(Settings))]
    public void Validate_One_IsValid(string setting, Action<InMemoryInboxOptions, int> set)
    {
        var options = new InMemoryInboxOptions();
        set(options, 1);

        _validator.Validate(null, options).Succeeded.Should().BeTrue(setting);
    }
}
