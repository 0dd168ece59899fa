// One planted bug is awake for the whole process: nothing may run beside it.
[assembly: Xunit.CollectionBehavior(DisableTestParallelization = true)]
