// Emulated worlds promise the machine's cores: two at once would disturb each other.
[assembly: CollectionBehavior(DisableTestParallelization = true)]
