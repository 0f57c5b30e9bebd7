using EightBit.Webhooks.Receiver.Redis.Connecting;
using StackExchange.Redis;

namespace EightBit.Webhooks.Receiver.Redis.Combining;

/// <summary>
/// Runs a script on one partition for many callers: what comes while a call is on its way goes into the next one together. Most of what a
/// delivery costs is the call, here and in Redis, and not what the script does.
/// </summary>
/// <remarks>The script takes its callers' arguments one behind the other, and answers each of them, with an error of its own if need be.</remarks>
internal sealed class CombinedScript
{
    private const int MaxTogether = 128;
    private const int MaxBytesTogether = 1024 * 1024;
    private const int MaxWaiting = 10_000;

    private readonly RedisConnection _connection;
    private readonly int _partition;
    private readonly string _script;
    private readonly Func<RedisValue[]> _forAll;
    private readonly Action<RedisResult> _readMore;
    private readonly Lock _gate = new();
    private readonly Queue<WaitingCall> _waiting = new();
    private bool _isSending;

    /// <param name="connection">The connection.</param>
    /// <param name="partition">Which partition.</param>
    /// <param name="script">One of <see cref="Scripts.RedisScript"/>.</param>
    /// <param name="forAll">The arguments in front of the callers'.</param>
    /// <param name="readMore">Reads what the script answers behind what it answers to its callers, if it does.</param>
    public CombinedScript(
        RedisConnection connection,
        int partition,
        string script,
        Func<RedisValue[]>? forAll = null,
        Action<RedisResult>? readMore = null)
    {
        _connection = connection;
        _partition = partition;
        _script = script;
        _forAll = forAll ?? (() => []);
        _readMore = readMore ?? (_ => { });
    }

    /// <param name="arguments">The caller's arguments.</param>
    /// <param name="bytes">About how long they are.</param>
    /// <param name="cancellationToken">Ends the wait. Whether the script ran is then not known.</param>
    /// <exception cref="RedisInboxException">It has not been carried out, or it is not known whether it was.</exception>
    public async Task<RedisResult> RunAsync(RedisValue[] arguments, int bytes, CancellationToken cancellationToken)
    {
        var call = new WaitingCall(arguments, bytes, cancellationToken);
        bool begins;
        lock (_gate)
        {
            if (_waiting.Count == MaxWaiting)
            {
                throw new RedisInboxException($"More than {MaxWaiting} calls wait for Redis at {_connection.Server}.");
            }

            _waiting.Enqueue(call);
            begins = !_isSending;
            _isSending = true;
        }

        if (begins)
        {
            // Behind what the pool has to do already, which may be more callers; and without the context of the one that happens to be first.
            ThreadPool.UnsafeQueueUserWorkItem(static script => _ = script.SendUntilEmptyAsync(), this, preferLocal: false);
        }

        return await call.Answer.WaitAsync(cancellationToken);
    }

    /// <summary>Never fails: whatever happens is told to those that wait for it.</summary>
    private async Task SendUntilEmptyAsync()
    {
        var together = new List<WaitingCall>(MaxTogether);
        while (TryTake(together))
        {
            try
            {
                await SendAsync(together);
            }
            catch (Exception exception)
            {
                together.ForEach(call => call.Fail(exception));
            }

            // Those that have their answer may want something next: it can go along.
            await Task.Yield();
        }
    }

    private bool TryTake(List<WaitingCall> together)
    {
        together.Clear();
        var bytes = 0;
        lock (_gate)
        {
            while (together.Count < MaxTogether && _waiting.TryPeek(out var call) && (together.Count == 0 || bytes + call.Bytes <= MaxBytesTogether))
            {
                _waiting.Dequeue();
                if (!call.IsAbandoned)
                {
                    bytes += call.Bytes;
                    together.Add(call);
                }
            }

            return _isSending = together.Count > 0;
        }
    }

    private async Task SendAsync(List<WaitingCall> together)
    {
        RedisValue[] arguments = [.. _forAll(), .. together.SelectMany(call => call.Arguments)];
        var answers = (RedisResult[])(await _connection.EvaluateAsync(_partition, _script, arguments, CancellationToken.None))!;
        for (var index = 0; index < together.Count; index++)
        {
            together[index].Complete(answers[index], _connection.Server);
        }

        if (answers.Length > together.Count)
        {
            _readMore(answers[together.Count]);
        }
    }
}
