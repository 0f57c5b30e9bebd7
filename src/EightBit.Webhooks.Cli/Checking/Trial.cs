using EightBit.Webhooks.Cli.Checking.Sending;

namespace EightBit.Webhooks.Cli.Checking;

/// <summary>One of the deliveries that a check sends.</summary>
/// <param name="What">What is special about it.</param>
/// <param name="SendAsync">Sends it.</param>
internal sealed record Trial(string What, Func<Subject, CancellationToken, Task<Answer>> SendAsync)
{
    public Trial(string what, Delivery delivery)
        : this(what, (subject, cancellationToken) => subject.SendAsync(delivery, cancellationToken))
    {
    }
}
