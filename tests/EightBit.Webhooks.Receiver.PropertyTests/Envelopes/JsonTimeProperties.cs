using System.Text;
using System.Text.Json;
using EightBit.Webhooks.Receiver.Envelopes;

namespace EightBit.Webhooks.Receiver.PropertyTests.Envelopes;

public sealed class JsonTimeProperties
{
    /// <summary>There is a fast way for the usual form; it must give what the other way gives.</summary>
    [Fact]
    public void Read_AnyTime_AgreesWithTheFrameworksParser()
        => JsonTimes.Values.Holds(60_000, json =>
        {
            using var document = JsonDocument.Parse(json);

            Read(json).Should().Be(ReferenceTime.Read(document.RootElement));
        });

    [Fact]
    public void Read_WrittenTime_IsTheTime()
        => Gen.Select(Gen.DateTimeOffset, Gen.OneOf("O", "yyyy-MM-ddTHH:mm:ss.fffK", "yyyy-MM-dd HH:mm:sszzz")).Holds(5_000, written =>
        {
            var (time, format) = written;
            var text = time.ToString(format, System.Globalization.CultureInfo.InvariantCulture);

            Read($"\"{text}\"").Should().Be(DateTimeOffset.ParseExact(text, format, System.Globalization.CultureInfo.InvariantCulture));
            Read(JsonSerializer.Serialize(time.UtcDateTime)).Should().Be(time);
        });

    private static DateTimeOffset? Read(string json)
    {
        var reader = new Utf8JsonReader(Encoding.UTF8.GetBytes(json));
        reader.Read();
        return JsonTime.Read(ref reader);
    }
}
