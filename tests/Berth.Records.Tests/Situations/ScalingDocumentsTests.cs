using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using Berth.Policies.Scaling;
using Berth.Records.Situations;

namespace Berth.Records.Tests.Situations;

/// <summary>Documents with answers that were computed by hand, and what holds for every document.</summary>
public sealed class ScalingDocumentsTests
{
    private static readonly JsonDocumentOptions Lenient = new() { AllowTrailingCommas = true, CommentHandling = JsonCommentHandling.Skip };

    /// <summary>More than any policy looks back.</summary>
    private const int MostLoad = 100;

    public static TheoryData<string> Names => [.. Directory.GetFiles(Folder, "*.json").Select(file => Path.GetFileNameWithoutExtension(file)).Order(StringComparer.Ordinal)];

    private static string Folder => Path.Combine(Repository, "tests", "Berth.Records.Tests", "Situations", "documents");

    private static string Repository
    {
        get
        {
            var folder = new DirectoryInfo(AppContext.BaseDirectory);
            while (!File.Exists(Path.Combine(folder.FullName, "Berth.slnx")))
                folder = folder.Parent!;
            return folder.FullName;
        }
    }

    [Fact]
    public void Every_policy_has_a_document() =>
        Assert.Empty(ScalingPolicies.All.Select(policy => policy.Name).Except(Directory.GetFiles(Folder, "*.json").Select(file => SituationReader.Read(File.ReadAllBytes(file)).Policy)));

    [Theory]
    [MemberData(nameof(Names))]
    public void It_is_answered_as_computed_by_hand(string name) => Same(Read(name));

    [Theory]
    [MemberData(nameof(Names))]
    public void Written_and_read_again_it_has_the_same_answer(string name)
    {
        var document = Read(name);
        var again = SituationReader.Read(SituationWriter.Write(document, indented: true));
        Same(again);
        Assert.Equal(Texts(document), Texts(again));
    }

    /// <summary>Each tick is asked on its own, with what the answer before says is remembered.</summary>
    [Theory]
    [MemberData(nameof(Names))]
    public void Ticks_can_be_chained_by_who_keeps_the_memory(string file)
    {
        var document = Read(file);
        var (whole, written) = (document.Decide().Replicas!, JsonNode.Parse(SituationWriter.Write(document).Span)!);
        var ticks = written["scaling"]!["ticks"] is JsonArray several ? several.Select(tick => tick!.AsObject()).ToList() : [written["scaling"]!.AsObject()];
        var sections = written["scaling"]!.AsObject().Where(entry => Sections.Contains(entry.Key)).ToDictionary(entry => entry.Key, entry => entry.Value!.DeepClone());
        var load = new JsonArray();
        for (var at = 0; at < ticks.Count; at++)
        {
            var tick = ticks[at].DeepClone().AsObject();
            foreach (var second in tick["load"]?.AsArray() ?? [])
                load.Add(second!.DeepClone());
            tick["load"] = new JsonArray([.. load.TakeLast(MostLoad).Select(second => second!.DeepClone())]);
            tick["specReplicas"] ??= whole[at - 1].Decision.Replicas;
            foreach (var (name, section) in sections)
                tick[name] = section.DeepClone();
            var single = new JsonObject { ["policy"] = document.Policy, ["options"] = written["options"]?.DeepClone() ?? new JsonObject(), ["scaling"] = tick };
            var answer = Assert.Single(SituationReader.Read(Encoding.UTF8.GetBytes(single.ToJsonString())).Decide().Replicas!);
            Assert.Equal(Text(whole[at].Decision), Text(answer.Decision));
            if (answer.Memory is not { } memory)
                continue;
            var key = document.Policy.StartsWith("hpa", StringComparison.Ordinal) ? "hpa" : document.Policy;
            sections[key] = Merged(sections.GetValueOrDefault(key)?.AsObject() ?? [], JsonNode.Parse(memory.Span)!.AsObject());
        }
    }

    [Theory]
    [MemberData(nameof(Names))]
    public void Mutated_it_is_answered_or_refused_and_nothing_else(string name)
    {
        var random = new Model.RandomStream(5, name);
        var bytes = File.ReadAllBytes(Path.Combine(Folder, name + ".json"));
        for (var mutation = 0; mutation < 1000; mutation++)
        {
            var copy = bytes.ToList();
            for (var change = random.NextInt(4); change >= 0; change--)
                Mutate(copy, random);
            var text = copy.ToArray();
            try
            {
                var decided = SituationReader.Read(text).Decide();
                _ = SituationWriter.Write(decided);
            }
            catch (Exception exception) when (exception is SituationException or ArgumentException or KeyNotFoundException)
            {
            }
            catch (Exception exception)
            {
                Assert.Fail($"{exception}\n{Encoding.UTF8.GetString(text)}");
            }
        }
    }

    [Theory]
    [MemberData(nameof(Names))]
    public void Every_property_that_is_misspelt_is_told_with_its_place(string name)
    {
        var text = File.ReadAllText(Path.Combine(Folder, name + ".json"));
        var at = 0;
        while ((at = text.IndexOf("\": ", at + 1, StringComparison.Ordinal)) > 0)
        {
            var wrong = text.Insert(at, "Qz");
            var start = text.LastIndexOf('"', at - 1);
            var (line, column) = (text[..start].Count(letter => letter == '\n') + 1, start - text.LastIndexOf('\n', start));
            // Names of metrics, terms and options are free.
            if (Free(text, start))
                continue;
            var refused = Assert.Throws<SituationException>(() => SituationReader.Read(Encoding.UTF8.GetBytes(wrong)));
            Assert.Contains(refused.Message.Split('\n'), message => message.StartsWith($"line {line}, column {column}: ", StringComparison.Ordinal) && message.Contains("Qz is unknown", StringComparison.Ordinal));
        }
    }

    [Fact]
    public void The_examples_of_the_documentation_are_answered_as_it_says()
    {
        var blocks = File.ReadAllText(Path.Combine(Repository, "docs", "formats", "situation.md")).Split("```json\n").Skip(1).Select(rest => rest.Split("```")[0]).ToList();
        var policies = new List<string>();
        foreach (var block in blocks)
        {
            var document = SituationReader.Read(Encoding.UTF8.GetBytes(block));
            policies.Add(document.Policy);
            if (document.Scaling is not null)
                Same(document);
            else
                Assert.True(document.Decide().Answered);
        }
        Assert.Equal(["carbon-aware", "wait-awhile", "hpa", "kpa"], policies);
    }

    [Fact]
    public void A_number_that_differs_from_the_recorded_one_is_named()
    {
        var text = File.ReadAllText(Path.Combine(Folder, "kpa-averages.json"));
        var document = SituationReader.Read(Encoding.UTF8.GetBytes(text.Replace("\"excess burst capacity\": -11", "\"excess burst capacity\": -12", StringComparison.Ordinal).Replace("\"panics\": 1,", "\"panicks\": 1,", StringComparison.Ordinal)));
        Assert.Equal(["at 0 s: excess burst capacity is -12, then -11", "at 2 s: panicks is 1, then it is not there"], document.Differences(document.Decide()));
    }

    [Theory]
    [InlineData("\"stableWindowSeconds\": 5", "$.scaling.kpa.stableWindowSeconds is 5, not a number from 6 to 3600")]
    [InlineData("\"metric\": \"cpu\"", "$.scaling.kpa.metric is \"cpu\", not concurrency or rps")]
    [InlineData("\"concurrencyBuckets\": { \"firstSecond\": 1 }", "$.scaling.kpa.concurrencyBuckets.values is empty or missing")]
    [InlineData("\"concurrencyBuckets\": { \"firstSecond\": 1.5, \"values\": [1] }", "$.scaling.kpa.concurrencyBuckets.firstSecond is 1.5, not a whole number")]
    [InlineData("\"active\": { \"status\": \"Active\", \"lastTransitionTimeSeconds\": 0 }", "$.scaling.kpa.active.status is \"Active\", not Unknown or True or False")]
    [InlineData("\"delayWindow\": [ { \"pods\": 1, \"timestampSeconds\": 2 }, { \"pods\": 1, \"timestampSeconds\": 2 } ]", "$.scaling.kpa.delayWindow[1].timestampSeconds does not come after the one before it")]
    [InlineData("\"panicTimeSecond\": 1", "$.scaling.kpa.panicTimeSecond is unknown; did you mean 'panicTimeSeconds'?")]
    public void What_is_wrong_of_knative_is_told_in_words(string kpa, string message) => Assert.Contains(
        message, Assert.Throws<SituationException>(() => SituationReader.Read(Encoding.UTF8.GetBytes($$"""{ "policy": "kpa", "scaling": { "nowSeconds": 0, "specReplicas": 1, "maxReplicas": 2, "kpa": { {{kpa}} } } }"""))).Message, StringComparison.Ordinal);

    [Fact]
    public void A_mistake_is_placed_by_letters_not_bytes()
    {
        var refused = Assert.Throws<SituationException>(() => SituationReader.Read("{\n  \"policy\": \"äö\", \"scaling\": { \"nowSeconds\": 0, \"specReplicas\": true }\n}"u8.ToArray()));
        Assert.Equal(
            ["line 2, column 19: $.scaling.maxReplicas is missing", "line 2, column 49: $.scaling.specReplicas is true, not a number from 0 to 1000000"],
            refused.Message.Split('\n').Order(StringComparer.Ordinal));
        Assert.StartsWith("$.scaling.", refused.Errors[0], StringComparison.Ordinal);
    }

    /// <summary>Whether a property belongs to an object whose names are free.</summary>
    private static bool Free(string text, int start)
    {
        var open = 0;
        for (var at = start - 1; at >= 0; at--)
        {
            open += text[at] switch { '{' => 1, '}' => -1, _ => 0 };
            if (open == 1)
                return ((string[])["\"metrics\": ", "\"terms\": ", "\"options\": ", "\"describedObject\": "]).Any(name => text[..at].EndsWith(name, StringComparison.Ordinal));
        }
        return false;
    }

    private static string[] Sections => ["hpa", "keda", "kpa", "queue", "berth", "oracle"];

    private static SituationDocument Read(string name) => SituationReader.Read(File.ReadAllBytes(Path.Combine(Folder, name + ".json")));

    private static void Same(SituationDocument document)
    {
        Assert.True(document.Answered);
        Assert.Empty(document.Differences(document.Decide()));
    }

    private static IEnumerable<string> Texts(SituationDocument document) => document.Decide().Replicas!.Select(answer => Text(answer.Decision));

    private static string Text(ScalingDecision decision) =>
        $"{decision.Replicas} {decision.Standby} {decision.Cores} {decision.Small} {decision.AdmitSeconds} {decision.Reason} {string.Join(' ', decision.Terms)}";

    /// <summary>One object over another, property by property.</summary>
    private static JsonObject Merged(JsonObject under, JsonObject over)
    {
        var merged = under.DeepClone().AsObject();
        foreach (var (name, value) in over)
            merged[name] = value is JsonObject inner && merged[name] is JsonObject outer ? Merged(outer, inner) : value?.DeepClone();
        return merged;
    }

    private static void Mutate(List<byte> text, Model.RandomStream random)
    {
        var at = random.NextInt(text.Count);
        if (random.NextInt(3) == 0)
        {
            // A number becomes one that nobody thought of.
            while (at < text.Count && text[at] is < (byte)'0' or > (byte)'9')
                at++;
            if (at == text.Count)
                return;
            text.RemoveAt(at);
            string[] numbers = ["-1", "0", "1e9", "2147483647", "-9e9", "0.0000001", "8999999999", "1e300", "255", "null"];
            text.InsertRange(at, Encoding.UTF8.GetBytes(numbers[random.NextInt(numbers.Length)]));
            return;
        }
        text[at] = (byte)"{}[]\",:0123456789.-eax "[random.NextInt(23)];
    }
}
