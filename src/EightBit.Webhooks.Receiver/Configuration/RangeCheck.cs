using Microsoft.Extensions.Options;

namespace EightBit.Webhooks.Receiver.Configuration;

/// <summary>Collects the settings that are out of their range, each with its configuration key.</summary>
internal sealed class RangeCheck
{
    private readonly string _section;
    private readonly List<string> _failures = [];

    public RangeCheck(string section) => _section = section;

    public ValidateOptionsResult Result
        => _failures.Count == 0 ? ValidateOptionsResult.Success : ValidateOptionsResult.Fail(_failures);

    public RangeCheck Require<T>(string setting, T value, T least, T most)
        where T : IComparable<T>
    {
        if (value.CompareTo(least) < 0 || value.CompareTo(most) > 0)
        {
            _failures.Add($"{_section}:{setting} is {value}, but must be between {least} and {most}. Correct it or leave it out.");
        }

        return this;
    }

    public RangeCheck RequireDefined<T>(string setting, T value)
        where T : struct, Enum
    {
        if (!Enum.IsDefined(value))
        {
            _failures.Add($"{_section}:{setting} is {value}, but must be one of {string.Join(", ", Enum.GetNames<T>())}.");
        }

        return this;
    }
}
