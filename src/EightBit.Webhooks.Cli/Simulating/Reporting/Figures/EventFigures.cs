namespace EightBit.Webhooks.Cli.Simulating.Reporting.Figures;

/// <param name="Sent">Of which an attempt was made.</param>
/// <param name="Delivered">Acknowledged at last: the next two together.</param>
/// <param name="FirstTry">Acknowledged at the first attempt.</param>
/// <param name="AfterRetries">Acknowledged at a later one.</param>
/// <param name="FailedForGood">Not acknowledged at any.</param>
/// <param name="Undecided">Neither, since the run was interrupted.</param>
internal sealed record EventFigures(long Sent, long Delivered, long FirstTry, long AfterRetries, long FailedForGood, long Undecided);
