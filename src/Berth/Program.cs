using Berth.Emulation.Links;
using Berth.Emulation.Probes;
using Berth.Emulation.Processor;

return args switch
{
    [RouterProcess.Verb] => RouterProcess.Main(),
    [SlotController.Verb] => SlotController.Main(),
    [CpuProbe.Verb] => CpuProbe.Main(),
    _ => 2,
};
