// Acknowledgement times, memory and nanoseconds are measured here: tests that run at the same time would be in each other's figures.
[assembly: CollectionBehavior(DisableTestParallelization = true)]
