// A meter provider listens to every meter of its name in the process: applications of two tests would hear each other.
[assembly: Xunit.CollectionBehavior(DisableTestParallelization = true)]
