using System.Security.Cryptography;
using EightBit.Webhooks.Receiver.Secrets;
using EightBit.Webhooks.Receiver.Signatures;
using Xunit.Abstractions;

namespace EightBit.Webhooks.Receiver.HostileTests.Timing;

/// <summary>Comparing a claimed signature takes a time that does not tell how much of it is right, nor which secret has made it.</summary>
/// <remarks>
/// <para>
/// The method: the first wrong byte is at each of the positions 0 to 31 (all bytes before it right, it and all bytes behind it wrong). In each of
/// thousands of rounds every position is measured once, in an order drawn anew, in the same two buffers, many calls to a measurement. Friedman's rank
/// test asks whether the rounds agree on an order of the positions; Kendall's W says how much (0: not at all; 1: completely).
/// </para>
/// <para>
/// The verdict is relative: the same measurement is made of a comparison that stops at the first wrong byte, which has to be found out (W above
/// 0.06), and the W of ours has to be below a twentieth of its W. A twentieth of 0.06 is 0.003, and chance alone gives more than that once in thirty
/// thousand runs with three conditions, and never with 32 (at 4 standard deviations W is 0.0027 and 0.0006). Noise lowers both, so a busy machine makes
/// the test less sensitive, which the first condition notices, but not wrong. Significance alone (z) is printed and decides nothing: with enough rounds
/// it finds differences that nobody could use.
/// </para>
/// </remarks>
[Trait("Category", "Slow")]
public sealed class ComparisonTimeTests
{
    private const double DetectedW = 0.06;
    private const double ShareOfControl = 0.05;

    private static readonly WebhookSecret[] Secrets = [WebhookSecret.FromText("the-first-secret-of-this-test-01"), WebhookSecret.FromText("the-second-secret-of-this-test-2")];
    private static readonly byte[] Body = RandomNumberGenerator.GetBytes(32);

    private readonly ITestOutputHelper _output;
    private readonly byte[] _right = RightDigest(Secrets[0]);
    private readonly byte[] _claimed = new byte[SignatureVerifier.DigestBytes];

    private long _results;

    public ComparisonTimeTests(ITestOutputHelper output) => _output = output;

    private delegate bool Comparison(ReadOnlySpan<byte> digest, ReadOnlySpan<byte> claimed);

    private delegate int Search(ReadOnlySpan<byte> body, ReadOnlySpan<byte> claimed, ReadOnlySpan<WebhookSecret> secrets);

    [Fact]
    public void The_time_of_a_comparison_does_not_depend_on_the_position_of_the_first_wrong_byte()
    {
        var ours = ByPosition(SignatureVerifier.AreEqual);
        var byBytes = ByPosition(EarlyExit.AreEqualByBytes);
        var byWords = ByPosition(EarlyExit.AreEqualByWords);

        Judge(ours, ("stops at the first wrong byte", byBytes), ("stops at the first wrong word of 8 bytes", byWords));
    }

    [Fact]
    public void The_time_of_a_verification_does_not_depend_on_the_position_of_the_first_wrong_byte()
    {
        var ours = ByPosition(SignatureVerifier.FindMatch, Secrets.AsMemory(0, 1));
        var control = ByPosition(EarlyExit.FindMatch, Secrets.AsMemory(0, 1));

        Judge(ours, ("stops at the first wrong byte", control));
    }

    [Fact]
    public void The_time_of_a_verification_does_not_depend_on_which_secret_matches()
    {
        byte[][] claims = [RightDigest(Secrets[0]), RightDigest(Secrets[1]), new byte[SignatureVerifier.DigestBytes]];

        FriedmanTest Of(Search search) => FriedmanTest.Of(Stopclock.Measure(
            claims.Length, rounds: 4_000, condition => claims[condition].CopyTo(_claimed, 0), () => Call(search, Secrets, times: 10)));

        Judge(Of(SignatureVerifier.FindMatch), ("stops at the first match", Of(EarlyExit.FindMatch)));
    }

    private static byte[] RightDigest(WebhookSecret secret)
    {
        var digest = new byte[SignatureVerifier.DigestBytes];
        SignatureVerifier.ComputeDigest(secret.Key, Body, digest);
        return digest;
    }

    private FriedmanTest ByPosition(Comparison comparison) => FriedmanTest.Of(Stopclock.Measure(
        SignatureVerifier.DigestBytes, rounds: 4_000, MakeWrongFrom, () =>
        {
            for (var i = 0; i < 200; i++)
            {
                _results += comparison(_right, _claimed) ? 1 : 0;
            }
        }));

    private FriedmanTest ByPosition(Search search, ReadOnlyMemory<WebhookSecret> secrets) => FriedmanTest.Of(Stopclock.Measure(
        SignatureVerifier.DigestBytes, rounds: 4_000, MakeWrongFrom, () => Call(search, secrets.Span, times: 10)));

    private void Call(Search search, ReadOnlySpan<WebhookSecret> secrets, int times)
    {
        for (var i = 0; i < times; i++)
        {
            _results += search(Body, _claimed, secrets);
        }
    }

    private void MakeWrongFrom(int position)
    {
        for (var i = 0; i < _claimed.Length; i++)
        {
            _claimed[i] = (byte)(i < position ? _right[i] : ~_right[i]);
        }
    }

    private void Judge(FriedmanTest ours, params (string What, FriedmanTest Test)[] controls)
    {
        _output.WriteLine($"ours: {ours} (the calls gave {_results} in sum, so none was left out)");
        foreach (var (what, control) in controls)
        {
            _output.WriteLine($"a comparison that {what}: {control}");
        }

        foreach (var (what, control) in controls)
        {
            control.W.Should().BeGreaterThan(DetectedW, "the method finds out a comparison that {0}, or it proves nothing", what);
            ours.W.Should().BeLessThan(ShareOfControl * control.W, "ours leaks less than a twentieth of one that {0}", what);
        }
    }
}
