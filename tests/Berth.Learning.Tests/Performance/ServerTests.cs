using System.Net;
using System.Net.Http.Json;
using System.Text;
using System.Text.Json;
using Berth.Learning.Performance;
using Berth.Learning.Performance.Data;
using Berth.Learning.Performance.Serving;

namespace Berth.Learning.Tests.Performance;

public sealed class ServerTests : IAsyncLifetime
{
    private readonly PerformanceModel _model = PerformanceLearner.Learn(SyntheticData.Make(120), PerformanceTarget.All, new("physical"));
    private readonly HttpClient _client = new();
    private PredictionServer? _server;

    public async ValueTask InitializeAsync()
    {
        _server = await PredictionServer.StartAsync(_model, 0);
        _client.BaseAddress = _server.Address;
    }

    public async ValueTask DisposeAsync()
    {
        _client.Dispose();
        await _server!.DisposeAsync();
    }

    private async Task<(HttpStatusCode Status, JsonElement Json)> Ask(string body)
    {
        using var content = new StringContent(body, Encoding.UTF8, "application/json");
        using var response = await _client.PostAsync(new Uri("/predict", UriKind.Relative), content);
        return (response.StatusCode, await response.Content.ReadFromJsonAsync<JsonElement>());
    }

    [Fact]
    public async Task It_answers_what_the_model_predicts()
    {
        var (status, json) = await Ask("""{"function": "pi", "size": "medium", "parameters": {"num_samples": 1000000}, "neighbours": 1}""");
        var medium = _model.SizeOf("medium");
        var expected = _model.Predict(new("pi", new Dictionary<string, double> { ["num_samples"] = 1e6 }, medium.Cores, medium.MemoryBytes, 1, 1)).Targets;
        Assert.Equal(HttpStatusCode.OK, status);
        foreach (var target in expected)
        {
            var answer = json.GetProperty("targets").GetProperty(target.Target);
            Assert.Equal((target.Value, target.Lower, target.Upper, target.Unit), (answer.GetProperty("value").GetDouble(), answer.GetProperty("lower").GetDouble(), answer.GetProperty("upper").GetDouble(), answer.GetProperty("unit").GetString()));
        }
        var (_, written) = await Ask("""{"function": "pi", "cores": 0.5, "memory": "1Gi", "parameters": {"num_samples": 1000000}, "neighbours": 1}""");
        Assert.Equal(json.GetRawText(), written.GetRawText());
    }

    [Theory]
    [InlineData("", "no JSON")]
    [InlineData("[]", "no JSON object")]
    [InlineData("{\"size\": \"medium\"}", "'function' is missing")]
    [InlineData("{\"function\": \"pi\"}", "'size', or 'cores' and 'memory', are missing")]
    [InlineData("{\"function\": \"pi\", \"size\": \"medum\"}", "no size 'medum'")]
    [InlineData("{\"function\": \"pi\", \"size\": \"medium\", \"parametrs\": {}}", "did you mean 'parameters'?")]
    [InlineData("{\"function\": \"pi\", \"size\": \"medium\", \"parameters\": {\"num_samples\": \"many\"}}", "'num_samples=many'")]
    [InlineData("{\"function\": \"pi\", \"size\": \"medium\", \"parameters\": {\"num_samples\": 1e999}}", "no finite number")]
    [InlineData("{\"function\": \"sort\", \"size\": \"medium\"}", "knows no function 'sort'")]
    [InlineData("{\"function\": \"pi\", \"cores\": 1, \"memory\": \"much\"}", "neither bytes nor")]
    [InlineData("{\"function\": \"pi\", \"cores\": -1, \"memory\": 5, \"parameters\": {\"num_samples\": 5}}", "cores is -1")]
    public async Task What_is_wrong_is_a_400_that_says_why(string body, string why)
    {
        var (status, json) = await Ask(body);
        Assert.Equal(HttpStatusCode.BadRequest, status);
        Assert.Contains(why, json.GetProperty("error").GetString(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Too_long_a_request_is_refused_and_the_card_can_be_read()
    {
        using var content = new StringContent(new string(' ', 2 << 20));
        using var response = await _client.PostAsync(new Uri("/predict", UriKind.Relative), content);
        Assert.Equal(HttpStatusCode.RequestEntityTooLarge, response.StatusCode);
        Assert.Equal(120, (await _client.GetFromJsonAsync<JsonElement>("/model")).GetProperty("rows").GetInt32());
    }
}
