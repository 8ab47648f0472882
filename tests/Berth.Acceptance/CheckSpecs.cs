using System.Text.RegularExpressions;
using Berth.Acceptance.Harness;

namespace Berth.Acceptance;

public sealed partial class CheckSpecs : Specs
{
    // Each line that ends with # has one mistake.
    private const string TenMistakes = """
        name: a name                                                                        #
        seed: minus one                                                                     #
        continuum:
          sites:
            edge:     { nodes: 1, cpu: 2, memory: 2, power: { idle: 20W, peak: 65W } }      #
            endpoint: { nodes: 0, cpu: 1, memory: 1Gi, power: { idle: 9W, peak: 7W } }      # #
          links:
            - { between: [endpoint, egde], latency: 5ms }                                   #
            - { between: [endpoint, edge], latency: 5 }                                     #
        workloads:
          camera: { kind: image-classification, source: endpoints, rate: 5/s, colour: red } # #
        compare: { placement: [edge] }
        run: { duration: 1s, repetitions: 0 }                                               #
        """;

    [Fact(Timeout = 60 * Seconds)]
    public async Task I_see_ten_mistakes_at_once_and_where_they_are()
    {
        var text = Comments().Replace(TenMistakes, "");
        var file = Write("wrong.yaml", text);
        var wrong = TenMistakes.Split('\n').Index().SelectMany(line => Enumerable.Repeat(line.Index + 1, line.Item.Count(letter => letter == '#'))).ToList();
        Assert.Equal(10, wrong.Count);

        var result = (await Berth("check", file)).Exits(2);
        var places = result.Errors.Split('\n', StringSplitOptions.RemoveEmptyEntries).Select(line => Place().Match(line)).ToList();
        Assert.All(places, place => Assert.True(place.Success, result.Errors));
        Assert.Equal(wrong, places.Select(place => int.Parse(place.Groups[1].Value)));
        Assert.Contains("edge", result.Errors, StringComparison.Ordinal);

        var json = (await Berth("check", file, "--json")).Exits(2).Json;
        Assert.False(json.GetProperty("valid").GetBoolean());
        var errors = json.GetProperty("errors").EnumerateArray().ToList();
        Assert.Equal(wrong, errors.Select(error => error.GetProperty("line").GetInt32()));
        Assert.All(errors, error => Assert.True(error.GetProperty("column").GetInt32() > 0));
    }

    [Fact(Timeout = 60 * Seconds)]
    public async Task I_can_check_a_file_without_running_it()
    {
        var file = Write("right.yaml", new ExperimentText().ToString());
        (await Berth("check", file)).Exits(0).Says("right.yaml is valid: 2 nodes in 2 sites, 1 workload, edge");
        var json = (await Berth("check", file, "--json")).Exits(0).Json;
        Assert.True(json.GetProperty("valid").GetBoolean());
        Assert.Equal(1, json.GetProperty("variants").GetInt32());
        Assert.False(Directory.Exists(Path.Combine(Folder, "runs")));
    }

    [Fact(Timeout = 60 * Seconds)]
    public async Task I_am_asked_whether_I_meant_the_file_beside_it()
    {
        Write("right.yaml", new ExperimentText().ToString());
        (await Berth("check", "rihgt.yaml")).Exits(2).Says("did you mean right.yaml?");
        (await Berth("run", "rihgt.yaml")).Exits(2).Says("did you mean right.yaml?");
    }

    [Fact(Timeout = 60 * Seconds)]
    public async Task I_am_told_where_the_file_names_a_model_that_is_not_there()
    {
        var file = Write("model.yaml", new ExperimentText { Workload = "model: there-is-none.onnx" }.ToString());
        var result = (await Berth("run", file)).Exits(2);
        Assert.Matches(@"^model\.yaml:10:\d+: there is no file .*/there-is-none\.onnx", result.Errors);
    }

    [Fact(Timeout = 60 * Seconds)]
    public async Task I_am_told_when_the_model_is_no_model()
    {
        Write("poem.onnx", "Shall I compare thee to a summer's day?");
        var file = Write("model.yaml", new ExperimentText { Workload = "model: poem.onnx" }.ToString());
        var result = (await Berth("run", file)).Exits(2);
        result.Says("camera");
        result.Says("poem.onnx");
        Assert.False(Directory.Exists(Path.Combine(Folder, "runs")));
    }

    [GeneratedRegex(@" *#[ #]*$", RegexOptions.Multiline)]
    private static partial Regex Comments();

    [GeneratedRegex(@"^wrong\.yaml:(\d+):\d+: \S")]
    private static partial Regex Place();
}
