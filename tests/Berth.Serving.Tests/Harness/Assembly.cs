// Each test starts processes and measures them: one at a time.
[assembly: CollectionBehavior(DisableTestParallelization = true)]
