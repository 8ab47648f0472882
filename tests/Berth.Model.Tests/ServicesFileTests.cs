using Berth.Model.Files;
using Berth.Model.Services;

namespace Berth.Model.Tests;

public sealed class ServicesFileTests : IDisposable
{
    private const string Good = """
        name: services
        continuum: { sites: { pool: { tier: cloud, nodes: 2, cpu: 3, memory: 1Gi }, edge: { cpu: 2, memory: 1Gi } } }
        services:
          classify:
            kind: image-classification
            site: pool
            load: { trace: counts.txt, start: 30s, scale: 0.5, within: periodic }
            least: 2
            most: 6
            start: 10s
            time: 100ms
            variation: 10%
            queue: 50
            timeout: 5s
            slo: { p99: 500ms, p50: 150ms, require: any }
            levers:
              standby: { most: 4, cpu: 20m, activation: 200ms }
              resize: { most: 3 }
              variant: { time: 40%, model: small.onnx }
              admission: allowed
              carbon: { above: 400g/kWh, most: 3 }
            schedule: { at 60s: 3, at 10s: 2 }
          answer:
            kind: image-classification
            site: edge
            load: { pattern: diurnal, rate: 2/s, peak: 12/s, period: 1h }
            most: 2
            time: 20ms
        compare: { scaling: [fixed, queue] }
        policies: { fixed: { replicas: [1, 2] } }
        run: { duration: 60s, repetitions: 2 }
        """;

    private readonly string _folder = Directory.CreateTempSubdirectory().FullName;

    public ServicesFileTests() => File.WriteAllText(Path.Combine(_folder, "counts.txt"), "1 2 3");

    public void Dispose() => Directory.Delete(_folder, true);

    private ReadResult Read(string text) => ExperimentFile.Parse(text, ExperimentFileTests.Vocabulary, _folder);

    private static string Change(string from, string to)
    {
        Assert.Contains(from, Good, StringComparison.Ordinal);
        return Good.Replace(from, to, StringComparison.Ordinal);
    }

    [Fact]
    public void A_good_file_becomes_services_with_typed_values()
    {
        var read = Read(Good);
        Assert.Empty(read.Errors.Select(error => error.Format("f")));
        Assert.Equal([1.0, 2], read.Variants.Select(variant => variant.Experiment.Options["fixed"]["replicas"]));
        var experiment = read.Variants[0].Experiment;
        Assert.Equal(["fixed", "queue"], experiment.Scalings);
        var (classify, answer) = (experiment.Services[0], experiment.Services[1]);
        Assert.Equal(("classify", "image-classification", "pool", 2, 6, 50), (classify.Name, classify.Kind, classify.Site, classify.Least, classify.Most, classify.Queue));
        Assert.Equal((10.0, 0.1, 0.1, 5.0), (classify.Start!.Value.Seconds, classify.Time.Seconds, classify.Variation.Value, classify.Timeout.Seconds));
        Assert.Equal(new ServiceLoad(Path.Combine(_folder, "counts.txt"), null, new(30), 0.5, Arrivals.Periodic), classify.Load);
        Assert.Equal([new PercentileBound(50, new(0.15)), new(99, new(0.5))], classify.Slo!.Percentiles);
        Assert.Equal(new(new(4, new(0.02), new(0.2)), new(new(3)), new(new(0.4), Path.Combine(_folder, "small.onnx")), true, new(new(400), 3)), classify.Levers);
        Assert.Equal([new ScheduledReplicas(new(10), 2), new(new(60), 3)], classify.Schedule);
        Assert.Equal(new ServiceLoad(null, new("diurnal", new(2), new(12), new(3600)), new(0), 1, Arrivals.Poisson), answer.Load);
    }

    [Fact]
    public void What_is_not_said_has_its_default_and_what_is_not_named_is_forbidden()
    {
        var answer = Read(Good).Variants[0].Experiment.Services[1];
        Assert.Equal((1, 1000, 60.0, 0.0), (answer.Least, answer.Queue, answer.Timeout.Seconds, answer.Variation.Value));
        Assert.Null(answer.Start);
        Assert.Null(answer.Slo);
        Assert.Equal(ServiceLevers.None, answer.Levers);
        Assert.Empty(answer.Schedule);
    }

    [Theory]
    [InlineData("kind: image-classification", "kind: image-clasification", "f:5:", "did you mean 'image-classification'")]
    [InlineData("site: pool", "site: pol", "f:6:", "there is no site 'pol' (did you mean 'pool'?)")]
    [InlineData("trace: counts.txt", "trace: missing.txt", "f:7:", "there is no file")]
    [InlineData("trace: counts.txt, ", "", "f:7:", "recorded or generated (either trace or pattern)")]
    [InlineData("trace: counts.txt", "trace: counts.txt, pattern: constant, rate: 1/s", "f:7:", "the load is given twice")]
    [InlineData("within: periodic", "within: sometimes", "f:7:", "'within'")]
    [InlineData("least: 2", "least: 7", "f:9:", "'most' is 6, less than 'least', which is 7")]
    [InlineData("most: 6", "most: 9", "f:9:", "9 replicas of one core do not fit on 2 nodes of 3 (nodes: 3)")]
    [InlineData("time: 100ms", "time: 0ms", "f:11:", "it must be above 0")]
    [InlineData("timeout: 5s", "timeout: 5", "f:14:", "the unit is missing")]
    [InlineData("p99: 500ms, p50: 150ms, ", "", "f:15:", "an objective needs at least one bound (for example p99: 500ms)")]
    [InlineData("standby: { most: 4", "standby: { most: 7", "f:17:", "7 replicas on standby are more than 6")]
    [InlineData("resize: { most: 3 }", "resize: { most: 500m }", "f:18:", "it must be at least 1 core")]
    [InlineData("resize: { most: 3 }", "resize: { most: 4 }", "f:17:", "a replica of 4 cores does not fit on a node of 3")]
    [InlineData("variant: { time: 40%", "variant: { time: 140%", "f:19:", "'time' is '140%'")]
    [InlineData("admission: allowed", "admission: yes", "f:20:", "allowed")]
    [InlineData("carbon: { above: 400g/kWh, most: 3 }", "carbon: { above: 400g/kWh }", "f:21:", "'most' is missing")]
    [InlineData("at 60s: 3", "60s: 3", "f:22:", "'60s' is not a moment: write 'at 60s: 3'")]
    [InlineData("at 60s: 3", "at 60s: many", "f:22:", "'many' is not a number of replicas")]
    [InlineData("pattern: diurnal", "pattern: dayly", "f:26:", "'pattern' has no 'dayly'")]
    [InlineData("rate: 2/s, ", "", "f:26:", "a generated load needs it")]
    [InlineData("scaling: [fixed, queue]", "scaling: [fixed, kueue]", "f:29:", "did you mean 'queue'")]
    [InlineData("scaling: [fixed, queue]", "placement: [local]", "f:29:", "the key 'scaling' is missing in compare")]
    public void A_mistake_is_named_where_it_is(string from, string to, string place, string message)
    {
        var errors = Read(Change(from, to)).Errors.Select(error => error.Format("f")).ToList();
        Assert.Contains(errors, error => error.StartsWith(place, StringComparison.Ordinal) && error.Contains(message, StringComparison.Ordinal));
    }

    [Fact]
    public void All_mistakes_are_listed_at_once_each_with_its_line()
    {
        var text = Change("site: pool", "site: pol").Replace("time: 100ms", "time: 0ms", StringComparison.Ordinal).Replace("at 60s: 3", "60s: 3", StringComparison.Ordinal)
            .Replace("pattern: diurnal", "pattern: dayly", StringComparison.Ordinal).Replace("most: 2", "mots: 2", StringComparison.Ordinal);
        var lines = Read(text).Errors.Select(error => error.Line).ToList();
        Assert.Subset(lines.ToHashSet(), new HashSet<int> { 6, 11, 22, 26, 27 });
    }

    [Fact]
    public void A_generated_load_has_no_end_of_its_own() =>
        Assert.Contains(Read(Change("run: { duration: 60s, repetitions: 2 }", "run: { repetitions: 2 }")).Errors, error => error.Message.Contains("duration", StringComparison.Ordinal));

    [Fact]
    public void A_policy_for_services_needs_a_service() =>
        Assert.Contains(
            Read(Good[..Good.IndexOf("services:\n", StringComparison.Ordinal)] + Good[Good.IndexOf("compare:", StringComparison.Ordinal)..]).Errors,
            error => error.Message.Contains("no service whose replicas", StringComparison.Ordinal));

    [Fact]
    public void The_schema_has_every_key()
    {
        var schema = ExperimentFile.Schema(ExperimentFileTests.Vocabulary);
        foreach (var key in (string[])["services", "kind", "site", "load", "trace", "pattern", "rate", "peak", "period", "scale", "within", "least", "most", "start", "time", "variation", "queue",
            "timeout", "slo", "levers", "standby", "cpu", "activation", "resize", "variant", "model", "admission", "carbon", "above", "schedule", "scaling"])
            Assert.Contains($"\"{key}\":", schema.ToString(), StringComparison.Ordinal);
    }
}
