using System.Security.Cryptography;
using System.Text;
using EightBit.Webhooks.Cli.Tests.Support;

namespace EightBit.Webhooks.Cli.Tests.Signing;

/// <summary>The commands secret, sign and verify, as a shell sees them.</summary>
public sealed class SigningTests
{
    private static readonly byte[] Body = """{"id":"evt_1","type":"message.received"}"""u8.ToArray();

    [Fact]
    public async Task A_secret_is_64_hex_digits_and_never_the_same()
    {
        var one = await CliProcess.RunAsync("secret");
        var other = await CliProcess.RunAsync("secret");

        one.ExitCode.Should().Be(0);
        one.Output.Should().MatchRegex("^[0-9a-f]{64}\n$").And.NotBe(other.Output);
        one.Error.Should().BeEmpty();
    }

    [Fact]
    public async Task What_is_piped_in_is_signed_byte_by_byte()
    {
        var signed = await CliProcess.RunAsync(["sign"], CliProcess.Secret, Body);

        signed.ExitCode.Should().Be(0);
        signed.Output.Should().Be(Hmac(CliProcess.Secret, Body) + "\n");
    }

    [Fact]
    public async Task What_sign_prints_verify_accepts()
    {
        var file = Path.GetTempFileName();
        try
        {
            await File.WriteAllBytesAsync(file, Body);
            var signature = (await CliProcess.RunAsync("sign", file)).Output.Trim();

            (await CliProcess.RunAsync("verify", signature, file)).ExitCode.Should().Be(0);
            (await CliProcess.RunAsync("verify", "sha256=" + signature.ToUpperInvariant(), file)).ExitCode.Should().Be(0);
        }
        finally
        {
            File.Delete(file);
        }
    }

    [Fact]
    public async Task A_mismatch_is_explained_and_ends_with_1()
    {
        var verified = await CliProcess.RunAsync(["verify", Hmac(CliProcess.Secret, Body)], CliProcess.Secret, [.. Body, (byte)'\n']);

        verified.ExitCode.Should().Be(1);
        verified.Output.Should().Contain("does not match").And.Contain("line feed at its end that was not signed");
    }

    [Fact]
    public async Task Without_a_secret_it_says_where_to_put_one()
    {
        var signed = await CliProcess.RunAsync(["sign"], secret: null, Body);

        signed.ExitCode.Should().Be(2);
        signed.Error.Should().Contain("EIGHTBIT_WEBHOOKS_SECRET").And.Contain("--secret-stdin");
        signed.Output.Should().BeEmpty();
    }

    [Fact]
    public async Task A_secret_on_the_command_line_works_with_a_warning_that_does_not_repeat_it()
    {
        var signed = await CliProcess.RunAsync(["sign", "--secret", CliProcess.Secret], secret: null, Body);

        signed.Output.Should().Be(Hmac(CliProcess.Secret, Body) + "\n");
        signed.Error.Should().Contain("warning:").And.NotContain(CliProcess.Secret);
    }

    [Fact]
    public async Task A_secret_on_standard_input_works_with_a_body_in_a_file_alone()
    {
        var file = Path.GetTempFileName();
        try
        {
            await File.WriteAllBytesAsync(file, Body);

            (await CliProcess.RunAsync(["sign", file, "--secret-stdin"], null, Encoding.UTF8.GetBytes(CliProcess.Secret + "\n"))).Output
                .Should().Be(Hmac(CliProcess.Secret, Body) + "\n");
            var both = await CliProcess.RunAsync(["sign", "--secret-stdin"], null, Encoding.UTF8.GetBytes(CliProcess.Secret));
            both.ExitCode.Should().Be(2);
            both.Error.Should().Contain("Standard input has the secret");
        }
        finally
        {
            File.Delete(file);
        }
    }

    [Fact]
    public async Task A_secret_that_cannot_be_one_is_refused_without_being_printed()
    {
        var signed = await CliProcess.RunAsync(["sign"], "too-short", Body);

        signed.ExitCode.Should().Be(2);
        signed.Error.Should().Contain("has 9 characters").And.NotContain("too-short");
    }

    [Fact]
    public async Task A_file_that_is_not_there_is_named()
    {
        var signed = await CliProcess.RunAsync("sign", "/no/such/file.json");

        signed.ExitCode.Should().Be(2);
        signed.Error.Should().Contain("'/no/such/file.json' cannot be read");
    }

    private static string Hmac(string secret, byte[] body) => Convert.ToHexStringLower(HMACSHA256.HashData(Encoding.UTF8.GetBytes(secret), body));
}
