// Experiments measure this machine: two at once would measure each other.
[assembly: CollectionBehavior(DisableTestParallelization = true)]
