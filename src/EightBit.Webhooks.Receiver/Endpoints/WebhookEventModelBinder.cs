using Microsoft.AspNetCore.Mvc.ModelBinding;

namespace EightBit.Webhooks.Receiver.Endpoints;

/// <summary>Binds the event parameters of MVC actions.</summary>
internal sealed class WebhookEventModelBinder : IModelBinder
{
    public Task BindModelAsync(ModelBindingContext bindingContext)
    {
        var webhookEvent = VerifiedEventFeature.Get(bindingContext.HttpContext).Bind(bindingContext.ModelType);
        bindingContext.Result = ModelBindingResult.Success(webhookEvent);

        // Its properties are verified, not posted by a form: there is nothing for MVC to validate.
        bindingContext.ValidationState.Add(webhookEvent, new Microsoft.AspNetCore.Mvc.ModelBinding.Validation.ValidationStateEntry { SuppressValidation = true });
        return Task.CompletedTask;
    }
}
