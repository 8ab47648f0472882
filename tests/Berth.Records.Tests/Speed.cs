namespace Berth.Records.Tests;

/// <summary>Tests that measure how long something takes run alone.</summary>
[CollectionDefinition(Name, DisableParallelization = true)]
public sealed class Speed
{
    public const string Name = "speed";
}
