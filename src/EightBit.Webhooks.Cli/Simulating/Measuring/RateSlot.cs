namespace EightBit.Webhooks.Cli.Simulating.Measuring;

/// <param name="At">When the slot begins, since the start of the run.</param>
/// <param name="Width">How long it is.</param>
/// <param name="Acknowledged">Attempts in it that were answered 2xx.</param>
/// <param name="Failed">Attempts in it that were not.</param>
internal sealed record RateSlot(TimeSpan At, TimeSpan Width, long Acknowledged, long Failed);
