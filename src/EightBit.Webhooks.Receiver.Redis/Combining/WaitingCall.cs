using EightBit.Webhooks.Receiver.Redis.Connecting;
using StackExchange.Redis;

namespace EightBit.Webhooks.Receiver.Redis.Combining;

/// <summary>What one caller wants of a script, and its answer.</summary>
internal sealed class WaitingCall(RedisValue[] arguments, int bytes, CancellationToken cancellationToken)
{
    private readonly TaskCompletionSource<RedisResult> _answer = new(TaskCreationOptions.RunContinuationsAsynchronously);

    public RedisValue[] Arguments => arguments;

    public int Bytes => bytes;

    /// <summary>Nobody waits for it any more: if it was not sent yet, it need not be.</summary>
    public bool IsAbandoned => cancellationToken.IsCancellationRequested;

    public Task<RedisResult> Answer => _answer.Task;

    public void Complete(RedisResult answer, string server)
    {
        if (answer.Resp2Type == ResultType.Error)
        {
            Fail(RedisFailure.Explain(new RedisServerException(answer.ToString()), server));
        }
        else
        {
            _answer.TrySetResult(answer);
        }
    }

    public void Fail(Exception exception)
    {
        _answer.TrySetException(exception);
        _ = _answer.Task.Exception; // if nobody waits any more, it is nobody's, and not reported as forgotten
    }
}
