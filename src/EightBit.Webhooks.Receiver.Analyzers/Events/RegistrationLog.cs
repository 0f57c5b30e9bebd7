using System.Collections.Concurrent;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Operations;

namespace EightBit.Webhooks.Receiver.Analyzers.Events;

/// <summary>What a compilation's calls of <c>AddHandler</c> and <c>AddEvent</c> say.</summary>
internal sealed class RegistrationLog
{
    private readonly ConcurrentBag<Registration> _handlers = [];
    private readonly ConcurrentDictionary<string, bool> _eventTypes = new(StringComparer.Ordinal);
    private readonly ConcurrentDictionary<ITypeSymbol, bool> _payloads = new(SymbolEqualityComparer.Default);
    private int _hasOpenNames;
    private int _hasOpenPayloads;

    public IEnumerable<Registration> Handlers => _handlers;

    public ICollection<string> EventTypes => _eventTypes.Keys;

    /// <summary>An event type comes from a variable, so it may be any.</summary>
    public bool HasOpenNames => Volatile.Read(ref _hasOpenNames) == 1;

    /// <summary>A payload type is a type parameter, so it may be any.</summary>
    public bool HasOpenPayloads => Volatile.Read(ref _hasOpenPayloads) == 1;

    public bool IsAdded(ITypeSymbol payload) => _payloads.ContainsKey(payload);

    public void AddEvent(IInvocationOperation call)
    {
        if (ConstantArgument(call) is { } eventType)
        {
            _eventTypes[eventType] = true;
        }
        else
        {
            Interlocked.Exchange(ref _hasOpenNames, 1);
        }

        var payload = call.TargetMethod.TypeArguments[0];
        _payloads[payload] = true;
        if (IsOpen(payload))
        {
            Interlocked.Exchange(ref _hasOpenPayloads, 1);
        }
    }

    /// <summary>Keeps a registration, if what it is for can be read off the code.</summary>
    public Registration? AddHandler(IInvocationOperation call)
    {
        var types = call.TargetMethod.TypeArguments;
        Registration? registration = null;
        if (types.Length == 2 && !IsOpen(types[0]))
        {
            registration = new Registration(types[1], null, types[0], PayloadLocation(call));
        }
        else if (types.Length == 1 && ConstantArgument(call) is { } pattern)
        {
            registration = new Registration(types[0], pattern, null, EventTypeArgument(call)!.Value.Syntax.GetLocation());
        }

        if (registration is not null)
        {
            _handlers.Add(registration);
        }

        return registration;
    }

    private static bool IsOpen(ITypeSymbol type) => type.TypeKind is TypeKind.TypeParameter or TypeKind.Error;

    private static IArgumentOperation? EventTypeArgument(IInvocationOperation call)
        => call.Arguments.FirstOrDefault(argument => argument.Parameter?.Type.SpecialType == SpecialType.System_String);

    private static string? ConstantArgument(IInvocationOperation call)
        => EventTypeArgument(call)?.Value.ConstantValue is { HasValue: true, Value: string text } ? text : null;

    private static Location PayloadLocation(IInvocationOperation call)
        => call.Syntax.DescendantNodes().OfType<GenericNameSyntax>().FirstOrDefault(
                name => name.Identifier.ValueText == call.TargetMethod.Name && name.TypeArgumentList.Arguments.Count == 2
                    && name.Span.End <= ((InvocationExpressionSyntax)call.Syntax).ArgumentList.SpanStart
                    && name.Span.End == ((InvocationExpressionSyntax)call.Syntax).Expression.Span.End)
            ?.TypeArgumentList.Arguments[0].GetLocation() ?? call.Syntax.GetLocation();
}
