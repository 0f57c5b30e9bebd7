using EightBit.Webhooks.Receiver.Receiving;
using Microsoft.Extensions.Primitives;

namespace EightBit.Webhooks.Receiver.Tests.Receiving;

public sealed class EventIdHeaderTests
{
    [Fact]
    public void Read_PrintableAscii_IsKept()
    {
        var printable = string.Concat(Enumerable.Range('!', '~' - '!' + 1).Select(code => (char)code));

        EventIdHeader.Read("evt_1").Should().Be("evt_1");
        EventIdHeader.Read(printable).Should().Be(printable);
        EventIdHeader.Read(new string('x', 200)).Should().Be(new string('x', 200));
    }

    [Theory]
    [InlineData("")]
    [InlineData("evt 1")]
    [InlineData(" evt_1")]
    [InlineData("evt\t1")]
    [InlineData("evt_1\r\nInjected: yes")]
    [InlineData("evt\0")]
    [InlineData("evt\u001b[31m")]
    [InlineData("evt\u007f")]
    [InlineData("evt_\u00e9")]
    [InlineData("evt\u2028")]
    [InlineData("evt\u202e")]
    public void Read_WhatMightDoHarmInALog_IsDropped(string value) => EventIdHeader.Read(value).Should().BeNull();

    [Fact]
    public void Read_MissingTooLongOrSeveral_IsDropped()
    {
        EventIdHeader.Read(StringValues.Empty).Should().BeNull();
        EventIdHeader.Read(new string('x', 201)).Should().BeNull();
        EventIdHeader.Read(new StringValues(["evt_1", "evt_1"])).Should().BeNull();
        EventIdHeader.Read(new StringValues((string?)null)).Should().BeNull();
    }
}
