using EightBit.Webhooks.Cli.Checking.Sending;
using EightBit.Webhooks.Cli.CommandLine;
using EightBit.Webhooks.Receiver.Secrets;

namespace EightBit.Webhooks.Cli.Checking;

/// <summary>Without one valid delivery that is accepted no check means anything: a receiver that refuses all would pass most of them.</summary>
internal static class Preflight
{
    /// <exception cref="CliException">There is no answer, or a valid delivery is refused. The message says what to look at.</exception>
    public static async Task RunAsync(Subject subject, CancellationToken cancellationToken)
    {
        var answer = await subject.SendAsync(subject.Make.Valid(), cancellationToken);
        if (answer.Failure is not null)
        {
            throw new CliException(Unreachable(subject.Settings, answer));
        }

        if (!answer.IsSuccess)
        {
            throw new CliException(
                $"A valid delivery was {answer.Description}, so nothing else can be checked. {await FindCauseAsync(subject, answer, cancellationToken)}");
        }
    }

    private static string Unreachable(CheckSettings settings, Answer answer) => answer.FailureKind switch
    {
        HttpRequestError.NameResolutionError => $"{settings.Url.Host} is not known: {answer.Failure}",
        HttpRequestError.ConnectionError => $"{settings.Url} cannot be reached: {answer.Failure}. Is the receiver running, and is the port right?",
        HttpRequestError.SecureConnectionError
            => $"{settings.Url} has no TLS that can be trusted: {answer.Failure} With --insecure any certificate will do.",
        _ => $"{settings.Url} {answer.Description}. Is it a receiver's address?",
    };

    private static async Task<string> FindCauseAsync(Subject subject, Answer answer, CancellationToken cancellationToken) => answer.Status switch
    {
        404 or 405 => "Check the path: nobody takes a POST there.",
        >= 300 and < 400 => "That is a redirect, and anything but 2xx is a failed delivery: check scheme, host and path.",
        413 or 415 => "Check what the receiver, or a proxy in front of it, demands of a body.",
        >= 500 => "Look into the receiver's log.",
        401 or 403 or 400 or 422 => await FindMistakeAsync(subject, cancellationToken)
            ?? "Check that the secret is this endpoint's, that --secret-encoding fits, that both clocks are right, and the receiver's log.",
        _ => "Look into the receiver's log.",
    };

    /// <summary>Tries what may be meant instead.</summary>
    private static async Task<string?> FindMistakeAsync(Subject subject, CancellationToken cancellationToken)
    {
        var settings = subject.Settings;
        var other = settings.SecretEncoding == SecretEncoding.Hex ? SecretEncoding.Utf8 : SecretEncoding.Hex;
        var instead = new List<(Func<byte[], string> Sign, string Finding)>
        {
            (subject.Signer.SignInOtherForm, settings.SignaturePrefix
                ? "It accepts signatures without the prefix sha256= alone: leave --signature-prefix out."
                : "It accepts signatures with the prefix sha256= alone: add --signature-prefix."),
            (body => subject.Signer.SignWith("", body), "It accepts what is signed with an EMPTY secret: its own is not set."),
        };
        if (WebhookSecret.TryCreate(settings.SecretText, other, out _, out _))
        {
            var signer = Signer.Of(settings with { SecretEncoding = other });
            instead.Insert(0, (signer.Sign, $"It accepts what is signed with --secret-encoding {other}: use that."));
        }

        foreach (var (sign, finding) in instead)
        {
            var delivery = subject.Make.Valid();
            var answer = await subject.SendAsync(delivery with { Signature = sign(delivery.Body) }, cancellationToken);
            if (answer.IsSuccess)
            {
                return finding;
            }
        }

        return null;
    }
}
