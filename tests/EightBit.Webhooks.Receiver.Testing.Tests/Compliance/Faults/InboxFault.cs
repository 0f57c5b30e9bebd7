namespace EightBit.Webhooks.Receiver.Testing.Tests.Compliance.Faults;

/// <summary>What is wrong with an inbox.</summary>
public enum InboxFault
{
    None,

    // accepting
    AcceptsRacingDuplicates,
    MarksIdsSeenOnFull,
    HasNoLimit,
    ForgetsIdsOnCompletion,
    KeepsIdsForEver,
    JoinsKeys,
    CutsBodies,
    KeepsBodiesAsText,
    RefusesWithAnException,

    // claiming
    ClaimsMoreThanMax,
    ClaimsNewestFirst,
    SaysNothingOfWhatIsDue,
    AlwaysSaysThatSomethingIsDue,
    DoesNotNoticeWhatIsAccepted,
    IgnoresCancelledWaits,

    // leases and attempts
    DoesNotFence,
    RefusesLateSettlements,
    RenewsNothing,
    ReportsNothingLost,
    ReportsEverythingLost,
    CountsAttemptsWhenSettled,
    CountsAbandonedAttempts,
    IgnoresTheDelay,
    SwallowsProgress,
    KeepsNoOrder,
    LetsRetriesBeOvertaken,
    JoinsConversations,
    GoesByTheTimeOfDay,

    // dead letters
    KeepsTheLastErrorOnly,
    DropsDeadLetters,
    PagesByPosition,
    ReplaysTwice,
    ReplaysWithOldAttempts,
    DropsLettersThatDoNotFit,

    // what operators are told
    ListsRetriesByAge,
    ListsWhatWaitsBehindOthers,
    IgnoresTake,
    SaysLittleOfRetries,
    SaysThatRetriesAreDueNow,
    FiltersAfterTake,
    ListsWhatRuns,
    FindsNoDeadLetters,
    TakesWhatRunsForWaiting,
    SaysLittleOfWhatIsFound,
    FindsUnderTheFirstNumber,
    FindsWhatIsGone,
    FindsByIdAlone,
    FindsRememberedIdsAlone,
    FindsTheFirstOfSeveral,

    // the rest
    LeavesResidue,
    CountsWrong,
    ForgetsEverythingInACrash,
    ForgetsIdsInACrash,
    HasNodesThatKnowNothingOfEachOther,
    HidesThatItIsDurable,
    HidesThatItCanFind,
}
