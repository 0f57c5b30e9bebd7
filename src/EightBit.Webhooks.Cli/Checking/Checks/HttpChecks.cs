namespace EightBit.Webhooks.Cli.Checking.Checks;

/// <summary>How the receiver speaks HTTP.</summary>
internal static class HttpChecks
{
    public static IReadOnlyList<Check> All =>
    [
        new()
        {
            Id = "get-refused",
            Title = "GET is refused",
            Sends = "a GET without a body",
            Why = "Whoever opens the address in a browser, or a probe that follows links, must not be taken for the platform.",
            Source = "RFC 9110, sections 9.2.1 (GET is safe) and 15.5.6 (405, with Allow)",
            RunAsync = async (subject, cancellationToken) =>
            {
                var answer = await subject.Sender.GetAsync(cancellationToken);
                return answer switch
                {
                    { IsSuccess: true } => Verdict.Fail($"It {answer.Description}."),
                    { Status: 405 } when !answer.HasHeader("Allow") => Verdict.Advice("It answered 405 without the header Allow, which RFC 9110 wants."),
                    { Status: 501 } => Verdict.Advice("It answered 501, as if it did not know GET. 405 says that it is not for this address."),
                    { IsClientError: true } => Verdict.Pass($"It {answer.Description}."),
                    { Status: >= 300 and < 400 } => Verdict.Advice($"It {answer.Description}: a redirect, although there is nothing to get. Answer 405."),
                    _ => Verdict.Fail($"It {answer.Description}."),
                };
            },
        },
        new()
        {
            Id = "http2",
            Title = "HTTP/2 is understood",
            Sends = "a valid delivery over HTTP/2: negotiated by ALPN over TLS, with prior knowledge otherwise",
            Why = "Nothing is wrong without it: the platform's documentation does not say which version it speaks, and every client can speak HTTP/1.1.",
            Source = "RFC 9113, sections 3.2 (https) and 3.3 (prior knowledge)",
            RunAsync = async (subject, cancellationToken) =>
            {
                var answer = await subject.Sender.SendOverHttp2Async(subject.Make.Valid(), cancellationToken);
                return answer switch
                {
                    { IsSuccess: true } => Verdict.Pass($"It {answer.Description}."),
                    { Failure: not null } => Verdict.Advice("There is no HTTP/2 at this address. Usually that is for the proxy in front of it to offer."),
                    _ => Verdict.Fail($"It {answer.Description} over HTTP/2."),
                };
            },
        },
    ];
}
