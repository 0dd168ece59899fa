using System.Buffers;
using System.Diagnostics.CodeAnalysis;
using System.Runtime.CompilerServices;
using System.Runtime.ExceptionServices;
using System.Text.Json;
using MessageCenter.Domain;
using Microsoft.AspNetCore.Connections;
using Microsoft.AspNetCore.SignalR;
using Microsoft.AspNetCore.SignalR.Protocol;
using Microsoft.Extensions.Options;

namespace MessageCenter.WebFront.Hubs;

/// <summary>
/// SignalR's JSON protocol, whose errors are codes. What does not bind is answered "validation" or "unknown_method",
/// what cannot be read closes the connection, and no error text that SignalR makes (with names of methods and types)
/// goes out. A connection that sends too much that does not bind is closed too: filters never see such calls.
/// </summary>
internal sealed class CodedHubProtocol : IHubProtocol
{
    /// <summary>SignalR itself must let one byte more through than we do, so that it is we who say why.</summary>
    public const int FrameBytesRead = Limits.HubFrameBytesMax + 1;

    private const string ExceptionMark = "HubException: ";

    private readonly JsonHubProtocol inner = new(Options.Create(
        new JsonHubProtocolOptions { PayloadSerializerOptions = WireJson.Options }));

    // Keyed by SignalR's binder, which lives exactly as long as its connection.
    private readonly ConditionalWeakTable<IInvocationBinder, StrongBox<int>> misfits = [];

    public string Name => inner.Name;

    public int Version => inner.Version;

    public TransferFormat TransferFormat => inner.TransferFormat;

    public bool IsVersionSupported(int version) => inner.IsVersionSupported(version);

    public bool TryParseMessage(
        ref ReadOnlySequence<byte> input, IInvocationBinder binder, [NotNullWhen(true)] out HubMessage? message)
    {
        while (true)
        {
            var length = input.Length;
            message = Read(ref input, binder);
            if (message is not null)
            {
                return true;
            }
            if (input.Length == length)
            {
                if (length > Limits.HubFrameBytesMax)
                {
                    throw new HubException(HubCodes.TooLarge);
                }
                return false;
            }
            // A kind of message that SignalR does not know was passed over. It would now wait for more to come, and leave
            // unread what came together with it.
            Count(binder);
        }
    }

    public void WriteMessage(HubMessage message, IBufferWriter<byte> output) => inner.WriteMessage(Coded(message), output);

    public ReadOnlyMemory<byte> GetMessageBytes(HubMessage message) => inner.GetMessageBytes(Coded(message));

    /// <summary>Null: there is no whole frame, or it was one of a kind that is not known.</summary>
    private HubMessage? Read(ref ReadOnlySequence<byte> input, IInvocationBinder binder)
    {
        try
        {
            return !inner.TryParseMessage(ref input, binder, out var message) ? null
                : message is InvocationBindingFailureMessage misfit ? Coded(misfit, binder)
                : message;
        }
        catch (Exception unreadable) when (unreadable is JsonException or InvalidDataException or InvalidOperationException)
        {
            throw new HubException(HubCodes.Malformed, unreadable);
        }
    }

    private void Count(IInvocationBinder binder)
    {
        if (++misfits.GetOrCreateValue(binder).Value > Limits.HubRefusalsBeforeCloseMax)
        {
            throw new HubException(HubCodes.RateLimited);
        }
    }

    private InvocationBindingFailureMessage Coded(InvocationBindingFailureMessage misfit, IInvocationBinder binder)
    {
        Count(binder);
        // Every method of ours takes one argument; SignalR reports an unknown one as taking none, or throws.
        var code = IsKnown(misfit.Target, binder) ? HubCodes.Validation : HubCodes.UnknownMethod;
        return new(misfit.InvocationId, misfit.Target, ExceptionDispatchInfo.Capture(new HubException(code)));
    }

    private static bool IsKnown(string target, IInvocationBinder binder)
    {
        try
        {
            return binder.GetParameterTypes(target).Count == 1;
        }
        catch (HubException)
        {
            return false;
        }
    }

    private static HubMessage Coded(HubMessage message) => message switch
    {
        CompletionMessage { Error: { } error } completion => CompletionMessage.WithError(
            completion.InvocationId ?? "", CodeOf(error)),
        CloseMessage { Error: { } error } close => new CloseMessage(CodeOf(error), close.AllowReconnect),
        _ => message,
    };

    private static string CodeOf(string error)
    {
        var mark = error.IndexOf(ExceptionMark, StringComparison.Ordinal);
        var text = mark < 0 ? error : error[(mark + ExceptionMark.Length)..];
        return HubCodes.IsCode(text) ? text
            : error.StartsWith("Unknown hub method", StringComparison.Ordinal) ? HubCodes.UnknownMethod
            : error.Contains("stream", StringComparison.OrdinalIgnoreCase) ? HubCodes.Validation
            : HubCodes.Unavailable;
    }
}
