using System.Text;
using AuditTrail.Chain;
using AuditTrail.Demo;
using AuditTrail.Verifying;
using EightBit.Webhooks.Receiver.Testing.Samples;
using SamplesPlain.Tests.Support;

namespace SamplesPlain.Tests.AuditTrail;

public sealed class ChainVerifierTests
{
    private readonly string[] _lines = Chain(6);

    [Fact]
    public void An_untouched_trail_is_intact()
        => Verify(_lines).Should().BeEquivalentTo(new { IsIntact = true, TornBytes = 0L, Head = new { Entries = 6L } });

    [Fact]
    public void An_empty_trail_is_intact() => Verify([]).Head.Should().Be(ChainHead.None);

    [Fact]
    public void Every_changed_byte_is_found_and_its_entry_named()
    {
        var line = Encoding.UTF8.GetBytes(_lines[2]);
        for (var at = 0; at < line.Length; at++)
        {
            var changed = (byte[])[.. line];
            changed[at] ^= 1;

            Verify([.. _lines[..2], Encoding.Latin1.GetString(changed), .. _lines[3..]]).Problem
                .Should().StartWith("line 3: entry 3 was changed", $"byte {at} was");
        }
    }

    [Fact]
    public void The_first_of_several_faults_is_named()
        => Verify(Tampering.Change(Tampering.Remove(_lines, 1), 3)).Problem.Should().Be("line 2: entry 2 was removed");

    [Fact]
    public void Removed_entries_are_named()
    {
        Verify(_lines[2..]).Problem.Should().Be("line 1: entries 1 to 2 were removed");
        Verify(Tampering.Remove(_lines, 0)).Problem.Should().Be("line 1: entry 1 was removed");
    }

    [Fact]
    public void A_resealed_entry_is_found_at_the_next_one()
        => Verify(Tampering.ChangeAndSeal(_lines, 2)).Problem.Should().StartWith("line 4: entry 3 was changed and given a new hash");

    [Fact]
    public void An_inserted_line_is_told_from_a_changed_one()
    {
        Verify(Tampering.Insert(_lines, 2)).Problem.Should().Be("line 3: what stands here before entry 3 was inserted");
        Verify([.. _lines[..2], "", .. _lines[2..]]).Problem.Should().Be("line 3: what stands here before entry 3 was inserted");
        Verify(Tampering.InsertAgain(_lines, 2)).Problem.Should().StartWith("line 3: entry 1 stands here again");
    }

    [Fact]
    public void Swapped_entries_are_named()
        => Verify(Tampering.Swap(_lines, 2)).Problem.Should().Be("line 3: the order was changed: entry 4 stands before entry 3");

    [Fact]
    public void A_line_that_is_too_long_for_an_entry_is_none()
        => Verify([.. _lines[..2], new string('x', 200_000), .. _lines[2..]]).Problem.Should().StartWith("line 3: what stands here before entry 3");

    [Fact]
    public void Entries_cut_off_at_the_end_are_found_with_a_known_head_alone()
    {
        var head = Verify(_lines).Head.Head;

        Verify(_lines[..4]).IsIntact.Should().BeTrue();
        Verify(_lines[..4], head).Problem.Should().Contain("cut off at the end");
        Verify(Chain(6), head).Problem.Should().Contain("made anew");
        Verify(_lines, head).KnownEntries.Should().Be(6);
        Verify(_lines, Verify(_lines[..4]).Head.Head).KnownEntries.Should().Be(4);
    }

    [Fact]
    public void An_unfinished_last_line_is_reported_and_not_counted()
    {
        var verdict = Verify(string.Concat(_lines[..3].Select(line => $"{line}\n")) + _lines[3]);

        verdict.IsIntact.Should().BeTrue();
        verdict.Head.Entries.Should().Be(3);
        verdict.TornBytes.Should().Be(_lines[3].Length);
    }

    [Theory]
    [InlineData("verify")]
    [InlineData("verify", "FILE", "--head")]
    [InlineData("verify", "FILE", "--head", "not a hash")]
    [InlineData("verify", "no such file")]
    public void What_cannot_be_verified_ends_with_2(params string[] arguments)
        => VerifyCommand.Run(arguments.AsSpan(1), TextWriter.Null).Should().Be(VerifyCommand.WrongUsage);

    private static string[] Chain(int entries)
    {
        var head = ChainHead.None;
        var lines = new string[entries];
        for (var index = 0; index < entries; index++)
        {
            var line = EntryWriter.Event(head, DateTimeOffset.UnixEpoch, Verified.Event(SampleEvents.MessageReceived), out var hash);
            head = new ChainHead(index + 1, hash);
            lines[index] = Encoding.UTF8.GetString(line).TrimEnd('\n');
        }

        return lines;
    }

    private static ChainVerdict Verify(string[] lines, string? head = null) => Verify(string.Concat(lines.Select(line => $"{line}\n")), head);

    private static ChainVerdict Verify(string trail, string? head = null)
    {
        using var stream = new MemoryStream(Encoding.UTF8.GetBytes(trail));
        return ChainVerifier.Verify(stream, head);
    }
}
