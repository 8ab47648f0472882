using Berth.Model;

namespace Berth.Records.Formats.Generators;

/// <summary>
/// What generated jobs need; each range is of whole numbers, with both ends. <c>tiny</c>, <c>batch</c>, <c>memory</c> and <c>periodic</c>, and the four with equal
/// chances as <c>mixed</c>, are those of KubEnergySched's generator (https://github.com/g-uva/KubEnergySched).
/// </summary>
internal static class JobMixes
{
    private static readonly Func<RandomStream, JobShape>[] Four = [Tiny, Batch, Memory, Periodic];

    internal static IReadOnlyDictionary<string, Func<RandomStream, JobShape>> All { get; } = new Dictionary<string, Func<RandomStream, JobShape>>
    {
        ["mixed"] = random => Four[random.NextInt(4)](random),
        ["tiny"] = Tiny,
        ["batch"] = Batch,
        ["memory"] = Memory,
        ["periodic"] = Periodic,
        ["uniform"] = random => new("uniform", Between(random, 1, 8), Between(random, 1, 16), Between(random, 60, 600)),
    };

    private static JobShape Tiny(RandomStream random) => new("tiny", 1, 1, Between(random, 30, 59));

    private static JobShape Batch(RandomStream random) => new("batch", Between(random, 4, 8), Between(random, 4, 16), Between(random, 300, 600));

    private static JobShape Memory(RandomStream random) => new("memory", 2, Between(random, 16, 32), Between(random, 120, 180));

    private static JobShape Periodic(RandomStream random) => new("periodic", Between(random, 8, 16), Between(random, 8, 12), Between(random, 200, 400));

    private static int Between(RandomStream random, int least, int most) => least + random.NextInt(most - least + 1);
}
