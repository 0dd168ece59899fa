using MessageCenter.MessageCenter;
using MessageCenter.Silo;

// The whole product in one process: silo, web front and one SQLite file.
try
{
    var options = StartOptions.Parse(args);
    if (Errand.Of(options) is { } said)
    {
        await Console.Out.WriteLineAsync(said);
        return 0;
    }
    await using var product = await Product.Start(options);
    await Console.Out.WriteAsync(product.Greeting);
    await product.UntilStopped();
    return Environment.ExitCode;
}
catch (Exception problem) when (StartRefusal.Of(problem) is { } line)
{
    await Console.Error.WriteLineAsync(line);
    return 1;
}
