using System.ComponentModel.DataAnnotations;

namespace Notifications.Chat;

/// <summary><c>Notifications:Chat</c>.</summary>
internal sealed class ChatOptions
{
    public const string Section = "Notifications:Chat";

    /// <summary>The incoming webhook of a channel, as Slack, Teams and Mattermost give it out. Who knows it can post: keep it like a password.</summary>
    [Required(ErrorMessage = $"{Section}:Url is not set. Set it to the incoming webhook of a chat channel, from a secret store.")]
    public Uri? Url { get; set; }
}
