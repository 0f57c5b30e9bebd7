using System.ComponentModel.DataAnnotations;

namespace ExternalProcessing.Model;

/// <summary><c>ExternalProcessing:Model</c>.</summary>
internal sealed class ModelOptions
{
    public const string Section = "ExternalProcessing:Model";

    /// <summary>Where questions are posted to.</summary>
    [Required(ErrorMessage = $"{Section}:Url is not set. Set it to the address that the model takes questions at.")]
    public Uri? Url { get; set; }

    /// <summary>Sent as bearer token, if it is set. From a secret store.</summary>
    public string? ApiKey { get; set; }

    /// <summary>How long one call may take. Default: 5 seconds.</summary>
    [Range(typeof(TimeSpan), "00:00:00.1", "00:00:15")]
    public TimeSpan CallTimeout { get; set; } = TimeSpan.FromSeconds(5);

    /// <summary>How long the model is left alone after half of the calls have failed. Default: 10 seconds.</summary>
    [Range(typeof(TimeSpan), "00:00:00.5", "00:10:00")]
    public TimeSpan BreakDuration { get; set; } = TimeSpan.FromSeconds(10);
}
