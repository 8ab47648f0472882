using System.Net;
using Berth.Cluster.Autoscaling;
using Berth.Cluster.Objects;
using Berth.Cluster.Tests.Harness;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging;

namespace Berth.Cluster.Tests.Autoscaling;

/// <summary>What a dispatcher is told of pods that come, go and are gone.</summary>
public sealed class ReplicaRegistrarTests : IDisposable
{
    private readonly RunningDispatcher _dispatcher = new();
    private readonly ReplicaRegistrar _registrar;

    public ReplicaRegistrarTests() => _registrar = new(_dispatcher.Admin, "classify", new() { Url = "http://dispatcher:9000", ReplicaPort = 8080, Slots = 1 });

    public void Dispose() => _dispatcher.Dispose();

    [Fact]
    public async Task Pods_that_are_ready_are_known_and_those_on_their_way_out_are_not()
    {
        await SettleAsync(Pod("classify-a", "127.0.0.9"), Pod("classify-b", "127.0.0.10", ready: "False"));
        Assert.Equal(["classify-a"], await KnownAsync());
        await SettleAsync(Pod("classify-a", "127.0.0.9", leaving: true), Pod("classify-b", "127.0.0.10"));
        Assert.Equal(["classify-b"], await KnownAsync());
    }

    [Fact]
    public async Task What_others_registered_is_left_alone()
    {
        await _dispatcher.Admin.AddAsync("by-hand", new("http://127.0.0.11:8080"), 1);
        await SettleAsync(Pod("classify-a", "127.0.0.9"));
        Assert.Equal(["by-hand", "classify-a"], await KnownAsync());
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task What_a_pod_that_is_gone_and_silent_has_not_answered_is_given_to_another(bool leaves)
    {
        using var silent = await ServeAsync("127.0.0.9", "silent", answers: false);
        using var other = await ServeAsync("127.0.0.10", "other", answers: true);
        await SettleAsync(Pod("classify-a", "127.0.0.9"));
        await ReadyAsync("classify-a");
        using var client = new HttpClient { BaseAddress = _dispatcher.Address };
        var request = client.PostAsync("", new ByteArrayContent([1]));
        await Eventually.HoldsAsync("the silent pod has it", async () => (await _dispatcher.Admin.ReadAsync()).InFlight == 1);
        if (leaves)
            await SettleAsync(Pod("classify-a", "127.0.0.9", leaving: true));
        await SettleAsync(Pod("classify-b", "127.0.0.10"));
        using var answer = await request.WaitAsync(TimeSpan.FromSeconds(10));
        Assert.Equal((HttpStatusCode.OK, "other"), (answer.StatusCode, await answer.Content.ReadAsStringAsync()));
        Assert.Equal(["classify-b"], await KnownAsync());
    }

    private async Task SettleAsync(params Pod[] pods) => await _registrar.SettleAsync(pods, await _dispatcher.Admin.ReadAsync(), CancellationToken.None);

    private async Task<string[]> KnownAsync() => [.. (await _dispatcher.Admin.ReadAsync()).Replicas.Select(replica => replica.Name).Order()];

    private Task ReadyAsync(string name) =>
        Eventually.HoldsAsync("it is ready", async () => (await _dispatcher.Admin.ReadAsync()).Replicas.Any(replica => replica.Name == name && replica.State == "ready"));

    /// <summary>A replica that is well; one that does not answer keeps its requests.</summary>
    private static async Task<IDisposable> ServeAsync(string address, string name, bool answers)
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.ConfigureKestrel(options => options.Listen(IPAddress.Parse(address), 8080));
        var server = builder.Build();
        server.MapGet("/health", () => "well");
        server.MapPost("/", async context =>
        {
            if (!answers)
                await Task.Delay(Timeout.Infinite, context.RequestAborted);
            await context.Response.WriteAsync(name);
        });
        await server.StartAsync();
        return server;
    }

    private static Pod Pod(string name, string address, string ready = "True", bool leaving = false) => new()
    {
        Metadata = new() { Name = name, Namespace = "default", DeletionTimestamp = leaving ? DateTimeOffset.UnixEpoch : null },
        Status = new() { Phase = "Running", PodIP = address, Conditions = [new() { Type = "Ready", Status = ready }] },
    };
}
