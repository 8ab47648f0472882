using System.Text;
using Berth.Model.Jobs;
using Berth.Policies.Placement;
using Berth.Records.Situations;

namespace Berth.Records.Tests.Situations;

public sealed class SituationReaderTests
{
    private const string Small = """
        {
          "policy": "best-fit",
          "nowSeconds": 60,
          "sites": [ { "name": "edge", "tier": "edge", "forecast": { "method": "given", "steps": [ { "startSeconds": 0, "intensityGPerKwh": 100 }, { "startSeconds": 3600, "intensityGPerKwh": 50 } ] } }, { "name": "cloud" } ],
          "nodes": [
            { "name": "edge-10", "site": "edge", "cores": 4, "memoryBytes": 4e9, "powerWatts": [20, 65] },
            { "name": "edge-2", "site": "edge", "cores": 4, "memoryBytes": 4e9, "gpus": 2, "running": [ { "name": "old", "cores": 2.5, "memoryBytes": 1e9, "gpus": 1, "gpuMilli": 300, "endSeconds": 90 } ] },
            { "name": "cloud-1", "site": "cloud", "cores": 8, "memoryBytes": 8e9, "up": false }
          ],
          "lastPlaced": "edge-10",
          "nodeSets": { "small": { "reason": "is not at the edge", "nodes": ["edge-2", "edge-10"] } },
          "tasks": [ { "name": "a", "cores": 1.5, "memoryBytes": 1e9, "lengthSeconds": 600, "admitted": "small", "source": "edge-10" } ]
        }
        """;

    [Fact]
    public void A_question_by_hand_is_answered_with_reasons()
    {
        var decision = Assert.Single(Read(Small).Decide().Decisions!);
        Assert.Equal(("a", "edge-2"), (decision.Subject, decision.Chosen));
        Assert.False(decision.Waits);
        Assert.Equal(["cloud-1", "edge-2", "edge-10"], decision.Candidates.Select(candidate => candidate.Node));
        Assert.Equal("is away", decision.Candidates[0].Refusal);
    }

    [Fact]
    public void What_runs_takes_its_room()
    {
        var cluster = Read(Small).Placement!.ToBatch().Cluster;
        Assert.Equal(1500, cluster.CpuFree[1]);
        Assert.Equal(3e9, cluster.MemoryFree[1]);
        Assert.Equal([700, 1000], cluster.Gpus.Free(1).ToArray());
        Assert.Equal([0, 1, 0], cluster.Tasks.ToArray());
        Assert.Equal(2, cluster.LastPlaced);
        Assert.Equal(90_000_000_000, cluster.EarliestStart(new(9, "b", new(4000, 0, default), 1), 1, 60_000_000_000));
    }

    [Fact]
    public void The_order_of_nodes_in_the_document_decides_nothing()
    {
        var turned = Small.Replace("edge-10", "x", StringComparison.Ordinal).Replace("edge-2", "edge-10", StringComparison.Ordinal).Replace("\"x\"", "\"edge-2\"", StringComparison.Ordinal);
        Assert.Equal("edge-10", Read(turned).Decide().Decisions![0].Chosen);
    }

    [Fact]
    public void Every_mistake_is_told_with_its_path()
    {
        var wrong = Small
            .Replace("\"nowSeconds\": 60", "\"nowSeconds\": \"soon\"", StringComparison.Ordinal)
            .Replace("\"tier\": \"edge\"", "\"tier\": \"fog\"", StringComparison.Ordinal)
            .Replace("\"startSeconds\": 3600", "\"startSeconds\": 0", StringComparison.Ordinal)
            .Replace("\"powerWatts\": [20, 65]", "\"powerWats\": [20, 65]", StringComparison.Ordinal)
            .Replace("\"cores\": 2.5", "\"cores\": 6.5", StringComparison.Ordinal)
            .Replace("\"lastPlaced\": \"edge-10\"", "\"lastPlaced\": \"edge-11\"", StringComparison.Ordinal)
            .Replace("\"name\": \"a\", \"cores\": 1.5", "\"cores\": 1.23456", StringComparison.Ordinal)
            .Replace("\"admitted\": \"small\"", "\"admitted\": \"smal\"", StringComparison.Ordinal);
        var errors = Assert.Throws<SituationException>(() => Read(wrong)).Errors;
        Assert.Equal(
            [
                "$.nowSeconds is \"soon\", not a number of seconds from -9e9 to 9e9",
                "$.sites[0].forecast.steps[1].startSeconds does not come after the step before it",
                "$.sites[0].tier is \"fog\"; it is endpoint, edge or cloud",
                "$.nodes[0].powerWats is unknown; did you mean 'powerWatts'?",
                "$.nodes[1].running holds 6.5 cores and 1000000000 bytes; the node has 4 cores and 4000000000 bytes",
                "$.lastPlaced names 'edge-11', which is no node; did you mean 'edge-10'?",
                "$.tasks[0].admitted is \"smal\", which is not among the nodeSets; did you mean 'small'?",
                "$.tasks[0].name is missing",
                "$.tasks[0].cores is 1.23456, not a number of whole thousandths",
            ],
            errors.Order(Comparer<string>.Create((one, other) => Rank(one).CompareTo(Rank(other)))));

        static int Rank(string error) => Array.FindIndex(["$.now", "$.sites[0].f", "$.sites[0].t", "$.nodes[0]", "$.nodes[1]", "$.last", "$.tasks[0].a", "$.tasks[0].n", "$.tasks[0].c"], error.StartsWith);
    }

    [Theory]
    [InlineData("{", "this is no JSON document")]
    [InlineData("[]", "$ is [], not an object")]
    [InlineData("{}", "$.nowSeconds is missing")]
    [InlineData("{\"policy\":\"random\",\"policy\":\"random\"}", "this is no JSON document")]
    public void What_is_no_situation_is_refused_in_words(string text, string message) =>
        Assert.Contains(message, Assert.Throws<SituationException>(() => Read(text)).Message, StringComparison.Ordinal);

    [Fact]
    public void Mutated_documents_are_read_or_refused_and_nothing_else()
    {
        var random = new Model.RandomStream(11, "mutations");
        var bytes = Encoding.UTF8.GetBytes(Small);
        for (var mutation = 0; mutation < 3000; mutation++)
        {
            var copy = bytes.ToArray();
            for (var change = random.NextInt(4); change >= 0; change--)
                copy[random.NextInt(copy.Length)] = (byte)"{}[]\",:0123456789.-eax "[random.NextInt(23)];
            try
            {
                _ = SituationReader.Read(copy).Decide();
            }
            catch (Exception exception) when (exception is SituationException or ArgumentException or KeyNotFoundException)
            {
            }
        }
    }

    [Fact]
    public void Written_and_read_and_written_a_document_is_the_same_to_the_last_byte()
    {
        var random = new Model.RandomStream(5, "documents");
        for (var document = 0; document < 300; document++)
        {
            var situation = Random(random);
            var text = Encoding.UTF8.GetString(SituationWriter.Write(new(situation, null)).Span);
            Assert.Equal(text, Encoding.UTF8.GetString(SituationWriter.Write(Read(text)).Span));
        }
    }

    private static Situation Random(Model.RandomStream random)
    {
        var sites = Enumerable.Range(0, 1 + random.NextInt(3)).Select(site => new SiteSpec($"site {site}", (Model.Tier)random.NextInt(3), 1 + random.NextDouble(), random.NextDouble(), random.NextInt(2) == 0 ? null : Forecast(random))).ToList();
        var cluster = new Cluster(
            [.. Enumerable.Range(0, 1 + random.NextInt(9)).Select(node => new NodeSpec($"\"node\"-{node}", random.NextInt(sites.Count), 1000 + random.NextInt(9000), 1e9 * random.NextInt(64), random.NextInt(4), "", 0.1 + random.NextDouble()))],
            sites,
            (one, other) => (one + other) % 2 == 0);
        var now = (long)(random.NextDouble() * 1e15);
        for (var task = 0; task < 40; task++)
        {
            var node = random.NextInt(cluster.Count);
            var request = Task(random, task);
            if (cluster.NeverFits(request, node) is null)
                cluster.Take(request, node, now - random.NextInt(1_000_000));
        }
        var set = new NodeSet("is ü\n", [.. Enumerable.Range(0, cluster.Count).Select(_ => random.NextInt(2) == 0)]);
        var batch = new PlacementBatch(cluster, now, random);
        for (var task = 100; task < 100 + random.NextInt(5); task++)
            batch.Add(Task(random, task) with { Deadline = now + random.NextInt(1000), Source = random.NextInt(cluster.Count), Admitted = random.NextInt(2) == 0 ? set : null });
        return Situation.Of(batch, "tetris", new Dictionary<string, double> { ["remaining-weight"] = random.NextDouble() });
    }

    private static TaskRequest Task(Model.RandomStream random, int number) => new(
        number, $"task {number}", new(random.NextInt(3000), random.NextInt(int.MaxValue), random.NextInt(3) switch { 0 => GpuDemand.Whole(1), 1 => new(1, 1 + random.NextInt(999)), _ => default }),
        random.NextInt(5) == 0 ? double.PositiveInfinity : random.NextExponential(1000), random.NextInt(1_000_000), Priority: random.NextInt(7) - 3);

    private static ForecastSteps Forecast(Model.RandomStream random) =>
        new("made up", [.. Enumerable.Range(0, 1 + random.NextInt(9)).Select(step => new ForecastStep(step * 1_000_000_007L, 500 * random.NextDouble()))], []);

    private static SituationDocument Read(string text) => SituationReader.Read(Encoding.UTF8.GetBytes(text));
}
