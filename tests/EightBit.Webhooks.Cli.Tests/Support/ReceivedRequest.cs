using System.Diagnostics;
using System.Text;
using EightBit.Webhooks.Receiver.Secrets;
using EightBit.Webhooks.Receiver.Signatures;
using Microsoft.AspNetCore.Http;

namespace EightBit.Webhooks.Cli.Tests.Support;

/// <summary>What the tool has sent.</summary>
internal sealed class ReceivedRequest
{
    private readonly Dictionary<string, string> _headers;

    public ReceivedRequest(byte[] body, IHeaderDictionary headers)
    {
        Body = body;
        _headers = headers.ToDictionary(header => header.Key, header => header.Value.ToString(), StringComparer.OrdinalIgnoreCase);
    }

    public byte[] Body { get; }

    public string Text => Encoding.UTF8.GetString(Body);

    public long At { get; } = Stopwatch.GetTimestamp();

    public string? this[string header] => _headers.GetValueOrDefault(header);

    public bool IsSigned => WebhookSignature.Verify(Body, this[WebhookHeaders.Signature], WebhookSecret.FromText(CliProcess.Secret));
}
