using System.Buffers;
using System.Buffers.Binary;
using System.Security.Cryptography;
using System.Text;
using EightBit.Webhooks.Receiver.Deduplication;
using EightBit.Webhooks.Receiver.InMemory.Ids;

namespace EightBit.Webhooks.Receiver.Tests.InMemory.Ids;

public sealed class IdFingerprintTests
{
    private static readonly string Long = new('x', 200);

    [Theory]
    [InlineData("receiver-ab", "c", "receiver-a", "bc")]
    [InlineData("a", "receiver-b", "ar", "eceiver-b")]
    [InlineData("receiver-a", null, "receiver-a", "")]
    public void Of_WhatReadsAlike_IsKeptApart(string receiver, string? tenant, string otherReceiver, string? otherTenant)
    {
        Of(receiver, tenant, "evt_1").Should().NotBe(Of(otherReceiver, otherTenant, "evt_1"));
        Of(receiver, tenant, Long).Should().NotBe(Of(otherReceiver, otherTenant, Long));
    }

    [Fact]
    public void Of_LongId_IsTheSameWhateverWasInThePooledMemory()
    {
        var before = Of("a", "b", Long);
        var rented = ArrayPool<byte>.Shared.Rent(500);
        rented.AsSpan().Fill(0xFF);
        ArrayPool<byte>.Shared.Return(rented);

        Of("a", "b", Long).Should().Be(before);
    }

    /// <summary>Else a tenant could look for two ids with one fingerprint, at home and in peace.</summary>
    [Fact]
    public void Of_AnyId_CannotBeComputedOutsideTheProcess()
    {
        var text = new byte[16 + 8 + 2 * "evt_1".Length];
        BinaryPrimitives.WriteInt32LittleEndian(text.AsSpan(20), -1);
        Encoding.Unicode.GetBytes("evt_1").CopyTo(text.AsSpan(24));
        var hash = SHA256.HashData(text);

        Of("", null, "evt_1").Low.Should().NotBe(BinaryPrimitives.ReadUInt64LittleEndian(hash.AsSpan(8)));
    }

    private static IdFingerprint Of(string receiver, string? tenant, string eventId) => IdFingerprint.Of(new DeduplicationKey(receiver, tenant, eventId));
}
