using EightBit.Webhooks.Receiver.Endpoints;
using Microsoft.AspNetCore.Mvc;

namespace EightBit.Webhooks.Receiver.FunctionalTests.Endpoints.Mvc;

/// <summary>Marked actions that controllers inherit.</summary>
public abstract class ActionBase(EndpointCalls calls) : ControllerBase
{
    protected EndpointCalls Calls { get; } = calls;

    [HttpPost("action")]
    [EightBitWebhook]
    public void Action(Posted posted) => Calls.Add(posted);

    [HttpPost("overridden")]
    [EightBitWebhook]
    public virtual void Overridden() => throw new NotSupportedException();
}

/// <summary>Says nothing of the mark itself.</summary>
[Route("inheriting")]
public sealed class InheritingController(EndpointCalls calls) : ActionBase(calls)
{
    public override void Overridden() => Calls.Add("overridden");
}

/// <summary>A marked base class.</summary>
[EightBitWebhook]
public abstract class ClassBase : ControllerBase;

/// <summary>Inherits the mark of its base class.</summary>
[Route("inheriting-class")]
public sealed class InheritingClassController(EndpointCalls calls) : ClassBase
{
    [HttpPost("action")]
    public void Action() => calls.Add("class");
}
