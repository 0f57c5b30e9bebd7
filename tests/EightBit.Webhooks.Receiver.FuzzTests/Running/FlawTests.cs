using System.Text;
using Fuzz.Running;
using Fuzz.Targets;
using Fuzz.Targets.Requests;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;

namespace EightBit.Webhooks.Receiver.FuzzTests.Running;

/// <summary>What is wrong on purpose is noticed.</summary>
public sealed class FlawTests
{
    private static readonly byte[] Forged = Encoding.ASCII.GetBytes("8{}");

    [Fact]
    public void An_exception_is_a_crash()
        => Trial.Of(new Flawed(_ => throw new FormatException("mine")), [1])
            .Should().Match<Finding>(finding => finding.Kind == FindingKind.Crash && finding.What.Contains("FormatException: mine"));

    [Fact]
    public void What_takes_longer_than_a_second_each_time_is_a_hang()
    {
        var times = 0;

        var finding = Trial.Of(new Flawed(_ => Pass(Trial.Slow * 1.1, ref times)), [1]);

        finding!.Kind.Should().Be(FindingKind.Hang);
        times.Should().Be(3);
    }

    [Fact]
    public void What_takes_longer_once_is_not()
    {
        var times = 0;

        Trial.Of(new Flawed(_ => Pass(times == 0 ? Trial.Slow * 1.1 : TimeSpan.Zero, ref times)), [1]).Should().BeNull();
    }

    [Theory]
    [InlineData(200, "no 2xx without a valid signature")]
    [InlineData(204, "no 2xx without a valid signature")]
    [InlineData(500, "no answer is a 5xx")]
    [InlineData(503, "no answer is a 5xx")]
    public async Task A_receiver_that_answers_wrongly_is_noticed(int status, string promise)
        => (await TryAsync(application => application.Run(context => Answer(context, status)))).Should().Contain(promise);

    [Fact]
    public async Task A_receiver_that_throws_is_noticed()
        => (await TryAsync(application => application.Run(_ => throw new InvalidOperationException("mine")))).Should().Contain("mine");

    [Fact]
    public async Task A_refusal_that_becomes_a_2xx_on_its_way_out_is_noticed()
        => (await TryAsync(application => application.Use((context, next) =>
        {
            context.Response.OnStarting(() => Answer(context, 200));
            return next(context);
        }))).Should().Contain("no 2xx without a valid signature");

    [Fact]
    public async Task A_receiver_without_a_flaw_is_not_complained_about() => (await TryAsync(_ => { })).Should().BeEmpty();

    private static Task Answer(HttpContext context, int status)
    {
        context.Response.StatusCode = status;
        return Task.CompletedTask;
    }

    private static async Task<string> TryAsync(Action<IApplicationBuilder> flaw)
    {
        await using var target = RequestTarget.OfDeliveries(flaw);
        return Trial.Of(target, Forged)?.What ?? "";
    }

    // Time that an input takes has to pass here: it is what is measured.
    private static void Pass(TimeSpan time, ref int times)
    {
        times++;
        using var never = new ManualResetEventSlim();
        never.Wait(time);
    }

    private sealed class Flawed(Action<byte[]> take) : IFuzzed
    {
        public void Take(byte[] input) => take(input);
    }
}
