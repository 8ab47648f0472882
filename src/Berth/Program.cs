using Berth.Emulation.Links;
using Berth.Emulation.Probes;
using Berth.Emulation.Processor;
using Berth.Workloads.Serving;
using Berth.Workloads.Sources;

return args switch
{
    [RouterProcess.Verb] => RouterProcess.Main(),
    [SlotController.Verb] => SlotController.Main(),
    [CpuProbe.Verb] => CpuProbe.Main(),
    [WorkerProgram.Verb] => WorkerProgram.Main(),
    [SourceProgram.Verb] => SourceProgram.Main(),
    _ => 2,
};
