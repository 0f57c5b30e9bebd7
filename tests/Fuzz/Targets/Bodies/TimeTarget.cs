using System.Text;
using System.Text.Json;
using EightBit.Webhooks.Receiver.Envelopes;
using EightBit.Webhooks.Receiver.Freshness;
using EightBit.Webhooks.Receiver.PropertyTests.Envelopes;

namespace Fuzz.Targets.Bodies;

/// <summary>A time in a signed body, in any form: read as the framework reads it, or missing; and whatever it is, its age can be judged.</summary>
internal sealed class TimeTarget : IFuzzed
{
    private static readonly TimeSpan Retention = TimeSpan.FromDays(3);

    public void Take(byte[] input)
    {
        Read(input);
        Read(JsonSerializer.SerializeToUtf8Bytes(Lines.Text(input))); // as text, with escapes
        Read([(byte)'"', .. input, (byte)'"']);
    }

    private static void Read(byte[] json)
    {
        DateTimeOffset? time;
        try
        {
            var reader = new Utf8JsonReader(json);
            if (!reader.Read())
            {
                return;
            }

            time = JsonTime.Read(ref reader);
        }
        catch (Exception exception) when (exception is JsonException || IsInvalidUtf8(exception, json))
        {
            return; // no JSON: the envelope's scan ends here, and the body is refused
        }

        CheckTime(time, json);
        var age = SignedAge.Check(time, StoppedClock.Now, Retention);
        Promise.That((age == FreshnessVerdict.Missing) == (time is null), "a time that cannot be read counts as missing");
        Promise.That(
            age != FreshnessVerdict.Fresh || (time!.Value - StoppedClock.Now).Duration() <= Retention, "fresh is what is within the retention");
        var rememberFor = SignedAge.RememberFor(time, StoppedClock.Now, Retention);
        Promise.That(rememberFor > Retention, "an id is remembered longer than the event is fresh");
    }

    private static void CheckTime(DateTimeOffset? time, byte[] json)
    {
        try
        {
            using var document = JsonDocument.Parse(json);
            var expected = System.Text.Unicode.Utf8.IsValid(json) ? ReferenceTime.Read(document.RootElement) : time;
            Promise.That(time == expected, $"the time {time:O} is what another parser reads: {expected:O}");
        }
        catch (JsonException)
        {
            // More than a value, or half of one: no body has that for a time.
        }
    }

    // The envelope's reader refuses such bodies before it reads any value of them.
    private static bool IsInvalidUtf8(Exception exception, byte[] json)
        => exception is InvalidOperationException { InnerException: DecoderFallbackException } && !System.Text.Unicode.Utf8.IsValid(json);
}
