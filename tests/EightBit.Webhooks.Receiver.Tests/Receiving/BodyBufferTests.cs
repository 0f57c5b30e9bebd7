using System.Buffers;
using EightBit.Webhooks.Receiver.Receiving;

namespace EightBit.Webhooks.Receiver.Tests.Receiving;

public sealed class BodyBufferTests
{
    private const int Small = 16 * 1024;

    [Theory]
    [InlineData(0, 0, 1)]
    [InlineData(10, 10, 1)]
    [InlineData(10, 10, 3)]
    [InlineData(10, 7, 2)]
    [InlineData(10, 11, 1)]
    [InlineData(10, 40, 7)]
    [InlineData(Small, Small, 1_000)]
    [InlineData(Small + 1, Small + 1, 1_000)]
    [InlineData(1_000_000, 1_000_000, 4_096)]
    [InlineData(1_000_000, 1_000_000, 1_000_000)]
    [InlineData(1_000_000, 5, 5)]
    [InlineData(null, 0, 1)]
    [InlineData(null, 5, 2)]
    [InlineData(null, Small, 100)]
    [InlineData(null, Small + 1, 100)]
    [InlineData(null, 300_000, 65_536)]
    public void ToArray_WhateverWasAnnounced_GivesExactlyTheBytesThatCame(int? announced, int length, int step)
    {
        var sent = Bytes(length);
        using var buffer = new BodyBuffer(announced);
        for (var at = 0; at < length; at += step)
        {
            buffer.Append(new ReadOnlySequence<byte>(sent, at, Math.Min(step, length - at)));
        }

        buffer.Length.Should().Be(length);
        buffer.ToArray().AsSpan().SequenceEqual(sent).Should().BeTrue();
    }

    [Fact]
    public void ToArray_SmallBodyOfTheAnnouncedLength_IsNotCopied()
    {
        using var buffer = new BodyBuffer(Small);
        buffer.Append(new ReadOnlySequence<byte>(Bytes(Small)));

        buffer.ToArray().Should().BeSameAs(buffer.ToArray());
    }

    [Fact]
    public void ToArray_FromPooledMemory_IsACopyThatOutlivesTheBuffer()
    {
        var sent = Bytes(Small + 1);
        var buffer = new BodyBuffer(null);
        buffer.Append(new ReadOnlySequence<byte>(sent));
        var body = buffer.ToArray();

        buffer.ToArray().Should().NotBeSameAs(body);
        buffer.Dispose();
        Scribble();

        body.Should().Equal(sent);
    }

    [Fact]
    public void ToArray_BodyOfPooledSize_IsACopyAllTheSame()
    {
        var buffer = new BodyBuffer(null);
        buffer.Append(new ReadOnlySequence<byte>(Bytes(Small)));
        var body = buffer.ToArray();

        buffer.Dispose();
        Scribble();

        body.Should().Equal(Bytes(Small), "the memory is somebody else's by now");
    }

    [Fact]
    public void Constructor_MuchIsAnnounced_HoldsNoneOfItYet()
        => FluentActions.Invoking(() => new BodyBuffer(1L << 50).Dispose()).Should().NotThrow("nothing has arrived");

    [Theory]
    [InlineData(Small)]
    [InlineData(Small + 1)]
    public void Dispose_PooledMemory_IsReturned(int length)
    {
        var pooled = ArrayPool<byte>.Shared.Rent(Small);
        ArrayPool<byte>.Shared.Return(pooled);
        var buffer = new BodyBuffer(null);
        buffer.Append(new ReadOnlySequence<byte>(Bytes(length)));

        buffer.Dispose();

        var next = ArrayPool<byte>.Shared.Rent(Small);
        next.Should().BeSameAs(pooled, "the pool gives first what a thread has returned last");
        ArrayPool<byte>.Shared.Return(next);
    }

    [Fact]
    public void Dispose_Twice_ReturnsThePooledMemoryOnce()
    {
        var buffer = new BodyBuffer(null);
        buffer.Dispose();
        buffer.Dispose();

        var one = ArrayPool<byte>.Shared.Rent(Small);
        var other = ArrayPool<byte>.Shared.Rent(Small);

        one.Should().NotBeSameAs(other, "two bodies would be written over each other");
        ArrayPool<byte>.Shared.Return(one);
        ArrayPool<byte>.Shared.Return(other);
    }

    [Fact]
    public void Dispose_ArrayThatTheCallerKeeps_IsNotGivenToThePool()
    {
        var buffer = new BodyBuffer(Small);
        buffer.Append(new ReadOnlySequence<byte>(Bytes(Small)));
        var body = buffer.ToArray();

        buffer.Dispose();
        Scribble();

        body.Should().Equal(Bytes(Small));
    }

    /// <summary>Takes memory from the pool, as the next delivery does, and writes to it.</summary>
    private static void Scribble()
    {
        foreach (var size in new[] { Small, 2 * Small, 4 * Small })
        {
            var rented = ArrayPool<byte>.Shared.Rent(size);
            rented.AsSpan().Fill(0xFF);
            ArrayPool<byte>.Shared.Return(rented);
        }
    }

    private static byte[] Bytes(int length) => [.. Enumerable.Range(0, length).Select(index => (byte)(index * 31))];
}
