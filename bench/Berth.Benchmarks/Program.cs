using Berth.Benchmarks;

var benchmarks = new Dictionary<string, Func<string[], int>>
{
    ["event-loop"] = EventLoop.Run,
    ["job-scale"] = JobScale.Run,
    ["datacenter"] = Datacenter.Run,
    ["min-cost-flow"] = MinCostFlow.Run,
    ["batch-placement"] = BatchPlacement.Run,
    ["job-bounds"] = JobBounds.Run,
    ["dispatcher"] = DispatcherSpeed.Run,
    ["recording"] = Recording.Run,
    ["cluster-decisions"] = ClusterDecisions.Run,
    ["cluster-bindings"] = ClusterBindings.Run,
};

if (args.Length > 0 && benchmarks.TryGetValue(args[0], out var run))
    return run(args[1..]);
Console.Error.WriteLine($"usage: Berth.Benchmarks NAME; the names are: {string.Join(", ", benchmarks.Keys)}");
return 2;
