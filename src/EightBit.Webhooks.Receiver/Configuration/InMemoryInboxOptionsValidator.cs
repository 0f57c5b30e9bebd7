using EightBit.Webhooks.Receiver.InMemory;
using Microsoft.Extensions.Options;

namespace EightBit.Webhooks.Receiver.Configuration;

/// <summary>Every bound is at least one.</summary>
internal sealed class InMemoryInboxOptionsValidator : IValidateOptions<InMemoryInboxOptions>
{
    public ValidateOptionsResult Validate(string? name, InMemoryInboxOptions options)
        => new RangeCheck(ConfigurationSections.InMemory)
            .Require(nameof(options.MaxPendingEvents), options.MaxPendingEvents, 1, int.MaxValue)
            .Require(nameof(options.MaxPendingBytes), options.MaxPendingBytes, 1, long.MaxValue)
            .Require(nameof(options.MaxDeadLetters), options.MaxDeadLetters, 1, int.MaxValue)
            .Require(nameof(options.MaxDeadLetterBytes), options.MaxDeadLetterBytes, 1, long.MaxValue)
            .Require(nameof(options.MaxRememberedIds), options.MaxRememberedIds, 1, int.MaxValue)
            .Require(nameof(options.MaxLogEntries), options.MaxLogEntries, 1, int.MaxValue)
            .Result;
}
