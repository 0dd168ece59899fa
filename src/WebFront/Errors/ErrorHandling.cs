using Microsoft.AspNetCore.Diagnostics;
using Orleans.Runtime;

namespace MessageCenter.WebFront.Errors;

/// <summary>Whatever goes wrong, the answer is a problem with a code: no stack, no type names, nothing of what was sent.</summary>
internal static class ErrorHandling
{
    /// <summary>Turns exceptions and bare statuses into problems.</summary>
    public static void UseProblems(this IApplicationBuilder app)
    {
        app.UseExceptionHandler(new ExceptionHandlerOptions
        {
            ExceptionHandler = context => Of(context.Features.Get<IExceptionHandlerFeature>()?.Error).ExecuteAsync(context),
            SuppressDiagnosticsCallback = context => IsOfTheClient(context.Exception),
        });
        app.UseStatusCodePages(context =>
            Problem.Of(context.HttpContext.Response.StatusCode).ExecuteAsync(context.HttpContext));
    }

    private static bool IsOfTheClient(Exception problem) => problem is BadHttpRequestException or OperationCanceledException;

    private static Problem Of(Exception? problem) => problem switch
    {
        BadHttpRequestException bad => Problem.Of(bad.StatusCode),
        // A silo that does not answer, or the outcome of a write that is not known: the same request may be sent again.
        TimeoutException or OrleansException or IOException => Problem.Of(StatusCodes.Status503ServiceUnavailable),
        _ => Problem.Of(StatusCodes.Status500InternalServerError),
    };
}
