using System.Text;
using EightBit.Webhooks.Cli.Sending;

namespace EightBit.Webhooks.Cli.Tests.Sending;

public sealed class AnswerCodeTests
{
    [Theory]
    [InlineData("""{"code":"accepted"}""", "accepted")]
    [InlineData("""{"status":503,"more":{"code":"inner"},"list":[1],"code":"inbox_full"}""", "inbox_full")]
    [InlineData("""{"code":"accepted" and then nonsense""", "accepted")]
    [InlineData("""{"code":7}""", null)]
    [InlineData("""{"code":"with spaces"}""", null)]
    [InlineData("""{"code":"a_code_that_is_far_too_long_to_be_counted"}""", null)]
    [InlineData("""{"status":200}""", null)]
    [InlineData("""{"sta""", null)]
    [InlineData("[1]", null)]
    [InlineData("OK", null)]
    [InlineData("", null)]
    public void Read_AnyAnswer_FindsTheCodeOrNone(string body, string? code) => AnswerCode.Read(Encoding.UTF8.GetBytes(body)).Should().Be(code);
}
