using Soak.Sending;

namespace EightBit.Webhooks.Receiver.SoakTests.Sending;

public sealed class LedgerTests
{
    private readonly Ledger _ledger = new();

    [Fact]
    public void EventThatEndsAsItWasMeantTo_IsNotWrong()
    {
        _ledger.Handle(Ledger.IdOf(Acknowledge(isMeantToDie: false)));
        _ledger.Die(Ledger.IdOf(Acknowledge(isMeantToDie: true)));

        (_ledger.Handled, _ledger.Dead).Should().Be((1, 1));
        (_ledger.Open, _ledger.WronglyDead, _ledger.WronglyHandled).Should().Be((0, 0, 0));
    }

    [Fact]
    public void EventThatEndsOtherwise_IsWrong()
    {
        _ledger.Die(Ledger.IdOf(Acknowledge(isMeantToDie: false)));
        _ledger.Handle(Ledger.IdOf(Acknowledge(isMeantToDie: true)));

        (_ledger.WronglyDead, _ledger.WronglyHandled).Should().Be((1, 1));
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public void AcknowledgedEventThatHasNotEnded_IsOpen(bool isMeantToDie)
    {
        Acknowledge(isMeantToDie);

        _ledger.Open.Should().Be(1);
    }

    private int Acknowledge(bool isMeantToDie)
    {
        var number = _ledger.Add(isMeantToDie);
        _ledger.Acknowledge(number);
        return number;
    }
}
