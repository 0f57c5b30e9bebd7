using Microsoft.Extensions.Options;
using Notifications.Traffic;

namespace Samples.Tests.Notifications;

public sealed class TrafficWatchTests
{
    private static readonly DateTimeOffset Start = new(2026, 3, 1, 12, 0, 0, TimeSpan.Zero);

    private readonly TrafficWatch _watch = new(Options.Create(new TrafficOptions { MessagesPerMinute = 3 }));

    [Fact]
    public void A_message_that_comes_again_is_not_traffic()
    {
        for (var times = 0; times < 10; times++)
        {
            _watch.BecomesHighWith("evt_1", Start).Should().BeFalse();
        }
    }

    [Fact]
    public void The_alarm_is_repeated_by_the_message_that_raised_it_for_its_handler_may_have_failed()
    {
        Count("evt_1", "evt_2").Should().BeFalse();
        Count("evt_3").Should().BeTrue();

        Count("evt_4").Should().BeFalse();
        Count("evt_3").Should().BeTrue();
    }

    [Fact]
    public void Each_minute_begins_anew()
    {
        Count("evt_1", "evt_2").Should().BeFalse();

        _watch.BecomesHighWith("evt_3", Start.AddMinutes(1)).Should().BeFalse();
        _watch.BecomesHighWith("evt_4", Start).Should().BeFalse("its minute is over");
    }

    private bool Count(params string[] ids) => Array.ConvertAll(ids, id => _watch.BecomesHighWith(id, Start))[^1];
}
