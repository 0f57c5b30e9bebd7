using Soak;

if (SoakSettings.Parse(args) is not { } settings)
{
    await Console.Error.WriteLineAsync(SoakSettings.Usage);
    return 2;
}

if (!OperatingSystem.IsLinux())
{
    await Console.Error.WriteLineAsync("The figures of the process come from /proc: this runs on Linux.");
    return 2;
}

using var stop = new CancellationTokenSource();
Console.CancelKeyPress += (_, pressed) =>
{
    pressed.Cancel = true; // the report is of the time until now
    stop.Cancel();
};
return await SoakRun.RunAsync(settings, Console.Out, stop.Token) ? 0 : 1;
