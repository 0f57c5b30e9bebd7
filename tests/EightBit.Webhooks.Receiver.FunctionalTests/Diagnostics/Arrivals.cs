namespace EightBit.Webhooks.Receiver.FunctionalTests.Diagnostics;

/// <summary>Whether a request has reached the application.</summary>
internal sealed class Arrivals
{
    private readonly TaskCompletionSource _first = new(TaskCreationOptions.RunContinuationsAsynchronously);

    public void Add() => _first.TrySetResult();

    public Task FirstAsync() => _first.Task.WaitAsync(TimeSpan.FromSeconds(30));
}
