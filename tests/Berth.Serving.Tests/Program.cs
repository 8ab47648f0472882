using Berth.Serving.Tests.Harness;

return args is [Replica.Verb, ..] ? Replica.Serve(args[1..]) : await Xunit.Runner.InProc.SystemConsole.ConsoleRunner.Run(args);
