using EightBit.Webhooks.Receiver.InMemory.Log;

namespace EightBit.Webhooks.Receiver.PropertyTests.InMemory.Log;

public sealed class LogLineProperties
{
    [Fact]
    public void Read_WrittenLine_IsTheLine()
        => Gen.Select(LogEntries.Any, Gen.Long[1, long.MaxValue], Gen.Byte, Gen.Int[0, 9]).Holds(5_000, written =>
        {
            var (line, number, dirt, spare) = written;
            var bytes = new byte[LogLine.SizeOf(line) + spare];
            Array.Fill(bytes, dirt); // what another line has left in the buffer

            LogLine.Write(number, line, bytes);

            LogLine.Read(bytes).Should().Be(line with { Number = number });
            bytes[^spare..].Should().Equal(Enumerable.Repeat(dirt, spare), "nothing behind the line was touched");
        });

    [Fact]
    public void Ring_AnyLines_KeepsTheLast()
        => Gen.Select(LogEntries.Any.Array[0, 40], Gen.Int[1, 12]).Holds(1_000, recorded =>
        {
            var (lines, capacity) = recorded;
            var ring = new LogRing(capacity);
            for (var number = 1; number <= lines.Length; number++)
            {
                ring.Add(number, lines[number - 1]);
                ring.End.Should().Be(number);
                ring.Start.Should().Be(Math.Max(0, number - capacity));
                for (var position = ring.Start; position < ring.End; position++)
                {
                    Assert.Equal(lines[position] with { Number = position + 1 }, ring.At(position));
                }
            }
        });
}
