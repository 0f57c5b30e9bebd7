using System.Globalization;
using System.Text;
using EightBit.Webhooks.Cli.Checking.Sending;

namespace EightBit.Webhooks.Cli.Checking.Checks;

/// <summary>Bodies that are broken, large, in pieces or slow.</summary>
internal static class BodyChecks
{
    private const int LargeBytes = 2 * 1024 * 1024;
    private const int ChunkBytes = 7;
    private const int Drops = 10;

    /// <summary>How much of the platform's patience a slow body takes: 3 of 5 seconds.</summary>
    private const double SlowShare = 0.6;

    private const string Cwe400 = "CWE-400 (uncontrolled resource consumption); OWASP API4:2023 (unrestricted resource consumption)";

    public static IReadOnlyList<Check> All =>
    [
        new()
        {
            Id = "malformed-json",
            Title = "A signed body that is no event is answered 4xx",
            Sends = "validly signed bodies: JSON that is cut off, a list, a text, invalid UTF-8, nothing at all",
            Why = "500 says that the receiver failed, and alarms are raised for it; 2xx says that the event is safe, and nobody sends it again.",
            Source = "RFC 9110, sections 15.5.1 (400) and 15.6.1 (500)",
            RunAsync = (subject, cancellationToken) => subject.TryEachAsync(
                Malformed,
                cancellationToken,
                Signed(subject, "cut off", """{"id":"check_cut_off","type":"mess"""u8.ToArray()),
                Signed(subject, "a list", "[]"u8.ToArray()),
                Signed(subject, "a text", "\"check\""u8.ToArray()),
                Signed(subject, "invalid UTF-8", [.. "{\"id\":\""u8, 0xC3, 0x28, .. "\",\"type\":\"message.received\",\"data\":{}}"u8]),
                Signed(subject, "nothing", [])),
        },
        new()
        {
            Id = "body-large",
            Title = "A large body is accepted or refused, but answered",
            Sends = "a valid event of 2 MiB",
            Why = "Without a limit anybody can fill the memory, for the body has to be read before its signature can be checked.",
            Source = $"RFC 9110, section 15.5.14 (413); {Cwe400}",
            RunAsync = LargeAsync,
        },
        new()
        {
            Id = "body-chunked",
            Title = "A body in chunks is accepted",
            Sends = $"a valid delivery without Content-Length, in chunks of {ChunkBytes} bytes",
            Why = "A proxy on the way may pass a body on in chunks; a receiver that reads Content-Length bytes sees none of it.",
            Source = "RFC 9112, section 7.1 (a recipient must be able to decode the chunked transfer coding); RFC 9110, section 15.5.12 (411)",
            RunAsync = ChunkedAsync,
        },
        new()
        {
            Id = "body-slow",
            Title = "A slow body is waited for, and nobody else waits meanwhile",
            Sends = $"a valid delivery in {Drops} drops over three fifths of the timeout, and an ordinary one meanwhile",
            Why = "One slow connection must not hold up the others.",
            Source = $"RFC 9110, section 15.5.9 (408); {Cwe400}",
            RunAsync = SlowAsync,
        },
    ];

    private static Trial Signed(Subject subject, string what, byte[] body) => new(what, subject.Make.Valid(subject.Make.NewId(), body));

    private static Verdict Malformed(Answer answer) => answer switch
    {
        { IsClientError: true } => Verdict.Pass($"It {answer.Description}."),
        { IsSuccess: true } => Verdict.Advice($"It {answer.Description}: the platform will not send it again, so see to it that somebody hears of it."),
        _ => Verdict.Fail($"It {answer.Description}."),
    };

    private static async Task<Verdict> LargeAsync(Subject subject, CancellationToken cancellationToken)
    {
        var id = subject.Make.NewId();
        var delivery = subject.Make.Valid(id, subject.Make.Body(id, content: new string('x', LargeBytes)));
        var answer = await subject.Raw.SendAsync(
            WithLength(delivery), async (stream, token) => await stream.WriteAsync(delivery.Body, token), TimeSpan.Zero, cancellationToken);
        return answer switch
        {
            { Status: 413 } or { IsSuccess: true } => Verdict.Pass($"It {answer.Description}."),
            { IsClientError: true } => Verdict.Advice($"It {answer.Description}: refused, but not for its size. 413 says what is wrong."),
            { Failure: { } failure } when answer.Elapsed < subject.Settings.Timeout
                => Verdict.Advice($"It broke the connection off ({failure}), which RFC 9110 allows. 413 says what is wrong."),
            _ => Verdict.Fail($"It {answer.Description}."),
        };
    }

    private static async Task<Verdict> ChunkedAsync(Subject subject, CancellationToken cancellationToken)
    {
        var delivery = subject.Make.Valid();
        var answer = await subject.Raw.SendAsync(
            delivery.Headers.Append(("Transfer-Encoding", "chunked")),
            (stream, token) => WriteChunksAsync(stream, delivery.Body, token),
            TimeSpan.Zero,
            cancellationToken);
        return answer.Status == 411
            ? Verdict.Advice("It answered 411, as a receiver may that insists on Content-Length. A proxy in front of it has to know that.")
            : Judge.MustAccept(answer);
    }

    private static async Task WriteChunksAsync(Stream stream, byte[] body, CancellationToken cancellationToken)
    {
        foreach (var chunk in body.Chunk(ChunkBytes))
        {
            await stream.WriteAsync(Encoding.ASCII.GetBytes(chunk.Length.ToString("x", CultureInfo.InvariantCulture) + "\r\n"), cancellationToken);
            await stream.WriteAsync(chunk, cancellationToken);
            await stream.WriteAsync("\r\n"u8.ToArray(), cancellationToken);
        }

        await stream.WriteAsync("0\r\n\r\n"u8.ToArray(), cancellationToken);
    }

    private static async Task<Verdict> SlowAsync(Subject subject, CancellationToken cancellationToken)
    {
        var duration = SlowShare * subject.Settings.Timeout;
        var usual = await subject.SendAsync(subject.Make.Valid(), cancellationToken);
        var halfway = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        var lastDrop = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        var delivery = subject.Make.Valid();
        var slow = subject.Raw.SendAsync(
            WithLength(delivery), (stream, token) => DribbleAsync(stream, delivery.Body, duration, halfway, lastDrop, subject.Time, token), duration, cancellationToken);
        await Task.WhenAny(halfway.Task, slow);
        var other = await subject.SendAsync(subject.Make.Valid(), cancellationToken);
        var otherWaited = lastDrop.Task.IsCompleted;
        var answer = await slow;
        if (!answer.IsSuccess && answer.Status != 408)
        {
            return Verdict.Fail($"It {answer.Description}, and not 2xx or 408.");
        }

        // Sent when half of the slow body was there. How long it took says little on a busy machine; that its answer came only after all of the
        // slow body says that it waited.
        var times = $"It {answer.Description} to the slow one, and {other.Description} to an ordinary one meanwhile, after {Milliseconds(other)} instead of {Milliseconds(usual)}.";
        return !other.IsSuccess || otherWaited
            ? Verdict.Advice($"{times} Put a proxy in front that reads bodies whole.")
            : Verdict.Pass(times);
    }

    private static async Task DribbleAsync(
        Stream stream,
        byte[] body,
        TimeSpan duration,
        TaskCompletionSource halfway,
        TaskCompletionSource lastDrop,
        TimeProvider time,
        CancellationToken cancellationToken)
    {
        var drops = body.Chunk((body.Length / Drops) + 1).ToList();
        for (var index = 0; index < drops.Count; index++)
        {
            if (index == drops.Count / 2)
            {
                halfway.TrySetResult();
            }

            if (index == drops.Count - 1)
            {
                lastDrop.TrySetResult(); // before it is sent: an answer that waited for it must not be the faster one
            }

            await stream.WriteAsync(drops[index], cancellationToken);
            await stream.FlushAsync(cancellationToken);
            await Task.Delay(duration / drops.Count, time, cancellationToken);
        }
    }

    private static string Milliseconds(Answer answer)
        => string.Create(CultureInfo.InvariantCulture, $"{answer.Elapsed.TotalMilliseconds:0} ms");

    private static IEnumerable<(string Name, string Value)> WithLength(Delivery delivery)
        => delivery.Headers.Append(("Content-Length", delivery.Body.Length.ToString(CultureInfo.InvariantCulture)));
}
