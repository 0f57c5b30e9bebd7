using EightBit.Webhooks.Cli.Checking.Sending;

namespace EightBit.Webhooks.Cli.Checking;

/// <summary>What an answer means, for the usual demands.</summary>
internal static class Judge
{
    /// <summary>Anything but a 2xx is a failed delivery.</summary>
    public static Verdict MustAccept(Answer answer) => answer.IsSuccess
        ? Verdict.Pass($"It {answer.Description}.")
        : Verdict.Fail($"It {answer.Description}; the platform would send it again, and in the end give it up.");

    /// <summary>A 2xx takes what must not be taken.</summary>
    public static Verdict MustRefuse(Answer answer) => answer switch
    {
        { IsSuccess: true } => Verdict.Fail($"It {answer.Description}: accepted."),
        { IsClientError: true } => Verdict.Pass($"It {answer.Description}."),
        { Failure: not null } => Verdict.Fail($"It {answer.Description}."),
        { Status: >= 500 } => Verdict.Advice($"It {answer.Description}: refused, but by an error of its own that anybody can cause. Answer 401."),
        _ => Verdict.Advice($"It {answer.Description}: not accepted, but not refused either. Answer 401."),
    };

    /// <summary>Both are right; a receiver that refuses may turn away what the platform sends.</summary>
    public static Verdict ShouldAccept(Answer answer, string advice) => answer switch
    {
        { IsSuccess: true } => Verdict.Pass($"It {answer.Description}."),
        { IsClientError: true } => Verdict.Advice($"It {answer.Description}. {advice}"),
        _ => Verdict.Fail($"It {answer.Description}."),
    };

    /// <summary>Both are right; a receiver that accepts is more generous than is good.</summary>
    public static Verdict ShouldRefuse(Answer answer, string advice) => answer.IsSuccess
        ? Verdict.Advice($"It {answer.Description}. {advice}")
        : MustRefuse(answer);
}
