using Berth.Emulation.Links;

// Not a verb for people: the process that forwards packets between emulated nodes.
if (args is [RouterProcess.Verb])
    return RouterProcess.Main();
return 0;
