using System.CommandLine;
using Berth.Emulation.Links;
using Berth.Emulation.Probes;
using Berth.Emulation.Processor;
using Berth.Emulation.World;
using Berth.Serving.Load;
using Berth.Verbs;
using Berth.Workloads.Programs;
using Berth.Workloads.Serving;
using Berth.Workloads.Sources;

// A program that is killed leaves the sockets and pipes that wait for debuggers in the temporary folder; what a run starts opens none.
Environment.SetEnvironmentVariable("DOTNET_EnableDiagnostics", "0");

// Not verbs for people: the processes that a run starts from this program.
switch (args)
{
    case [RouterProcess.Verb]:
        return RouterProcess.Main();
    case [SlotController.Verb]:
        return SlotController.Main();
    case [CpuProbe.Verb]:
        return CpuProbe.Main();
    case [WorkerProgram.Verb] when Console.IsInputRedirected:
        return WorkerProgram.Main();
    case [NodeAgent.Verb]:
        return NodeAgent.Main(new HashSet<string> { WorkerProgram.Verb, SourceProgram.Verb, LoadProgram.Verb });
    case [SourceProgram.Verb]:
        return SourceProgram.Main();
    case [LoadProgram.Verb]:
        return LoadProgram.Main();
}

if (args is [WorkerProgram.Verb, _, ..])
    NodeEnvironment.Enter(BerthProgram.Command(args), NodeEnvironment.Variables);
// Not all of them: a collector that waits for its records must not hold up the thread that notices what arrives.
if (args is ["collect", ..])
    NodeEnvironment.Enter(BerthProgram.Command(args), NodeEnvironment.Sparing);
if (args is ["profile" or "doctor" or "down", ..])
    UserNamespace.Enter(BerthProgram.Command(args));
var root = new RootCommand("Berth answers by experiment: where should this computation run?");
foreach (var verb in (Command[])[RunVerb.Make(), SimulateVerb.Make(), CompareVerb.Make(), DecideVerb.Make(), WhatIfVerb.Make(), GenerateVerb.Make(), DispatchVerb.Make(), LoadVerb.Make(), CollectVerb.Make(), DeployVerb.Make(), StatusVerb.Make(), DeleteVerb.Make(), SchedulerVerb.Make(), AutoscaleVerb.Make(), HistoryVerb.Make(), WorkVerb.Make(), CheckVerb.Make(), SchemaVerb.Make(), ReportVerb.Make(), LearnVerb.Make(), ProfileVerb.Make(), PredictVerb.Make(), ImportVerb.Make(), DoctorVerb.Make(), DownVerb.Make()])
    root.Subcommands.Add(verb);
var parsed = root.Parse(args);
if (parsed.Errors.Count == 0)
    return await parsed.InvokeAsync(new() { ProcessTerminationTimeout = null }).ConfigureAwait(false);
foreach (var error in parsed.Errors)
    await Console.Error.WriteLineAsync(error.Message).ConfigureAwait(false);
await Console.Error.WriteLineAsync("See: berth --help").ConfigureAwait(false);
return ExitCodes.BadInput;
