using EightBit.Webhooks.Cli.CommandLine;

return await Application.RunAsync(args, Surroundings.OfProcess());
