using Berth.Acceptance.Harness;

// Experiments measure this machine: two at once would measure each other.
[assembly: CollectionBehavior(DisableTestParallelization = true)]
[assembly: AssemblyFixture(typeof(FinishedRuns))]
