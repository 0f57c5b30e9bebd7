using Microsoft.AspNetCore.Http;

namespace BrokenReceivers.Faults;

/// <summary>Takes a duplicate for a mistake of the sender.</summary>
public sealed class AnswersDuplicatesWithConflict : SoundReceiver
{
    protected override Task AnswerDuplicateAsync(HttpContext context) => RefuseAsync(context, 409, "known");
}
