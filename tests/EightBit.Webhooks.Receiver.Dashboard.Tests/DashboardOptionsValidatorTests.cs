namespace EightBit.Webhooks.Receiver.Dashboard.Tests;

public sealed class DashboardOptionsValidatorTests
{
    [Fact]
    public void Validate_Defaults_Succeeds() => new DashboardOptionsValidator().Validate(null, new DashboardOptions()).Succeeded.Should().BeTrue();

    [Fact]
    public void Validate_PathOfAnotherForm_NamesTheKeyAndTheFix()
    {
        var options = new DashboardOptions();
        options.RedactedPaths.Add("$..[?@.secret]");

        new DashboardOptionsValidator().Validate(null, options).FailureMessage.Should()
            .Contain("EightBit:Webhooks:Dashboard:RedactedPaths has \"$..[?@.secret]\"").And.Contain("character 5").And.Contain("Write it with");
    }

    [Theory]
    [InlineData(1023)]
    [InlineData(-1)]
    [InlineData((4 * 1024 * 1024) + 1)]
    public void Validate_PayloadBytesOutOfRange_Fails(int bytes)
        => new DashboardOptionsValidator().Validate(null, new DashboardOptions { MaxPayloadBytes = bytes }).FailureMessage.Should().Contain("EightBit:Webhooks:Dashboard:MaxPayloadBytes");

    [Fact]
    public void Validate_TooManyPaths_Fails()
    {
        var options = new DashboardOptions();
        for (var path = 0; path < 100; path++)
        {
            options.RedactedPaths.Add("$..a");
        }

        new DashboardOptionsValidator().Validate(null, options).FailureMessage.Should().Contain("100 at most");
    }
}
