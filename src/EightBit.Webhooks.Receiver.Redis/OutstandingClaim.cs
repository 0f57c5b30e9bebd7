using EightBit.Webhooks.Receiver.Inbox;

namespace EightBit.Webhooks.Receiver.Redis;

/// <summary>A claim that was sent to a partition.</summary>
internal sealed record OutstandingClaim(Task<ClaimBatch> Answer, long SentAt)
{
    public async Task<bool> IsAnsweredAsync(TimeSpan within)
    {
        if (!Answer.IsCompleted && within > TimeSpan.Zero)
        {
            await ((Task)Answer).WaitAsync(within).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        }

        return Answer.IsCompleted;
    }
}
