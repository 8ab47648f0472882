using Berth.Emulation.Probes;
using Berth.Emulation.Processor;

return args switch
{
    ["cpu-slots"] => SlotController.Main(),
    ["cpu-probe"] => CpuProbe.Main(),
    _ => 2,
};
