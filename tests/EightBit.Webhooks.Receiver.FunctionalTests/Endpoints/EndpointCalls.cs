using System.Collections.Concurrent;
using EightBit.Webhooks.Receiver.FunctionalTests.Hosting;

namespace EightBit.Webhooks.Receiver.FunctionalTests.Endpoints;

/// <summary>What the endpoints of a test were called with. Public, as the actions that take it are.</summary>
public sealed class EndpointCalls
{
    private readonly ConcurrentQueue<object> _calls = new();
    private readonly TaskCompletionSource _called = new(TaskCreationOptions.RunContinuationsAsynchronously);

    public IReadOnlyList<object> All => [.. _calls];

    internal Gate Gate { get; } = new();

    public void Add(object call)
    {
        _calls.Enqueue(call);
        _called.TrySetResult();
    }

    public Task WhenCalledAsync() => _called.Task.WaitAsync(TimeSpan.FromSeconds(30));
}
