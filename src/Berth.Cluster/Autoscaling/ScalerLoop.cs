using System.Collections.Concurrent;
using System.Text.Json.Nodes;
using Berth.Cluster.Api;
using Berth.Cluster.Collecting;
using Berth.Cluster.Objects;
using Berth.Cluster.Watching;
using Berth.Model;
using Berth.Policies.Scaling;
using Berth.Serving.Admin;

namespace Berth.Cluster.Autoscaling;

/// <summary>Scales one deployment: reads its dispatcher, tells it of its pods, asks the policy at its moments, and sets the scale.</summary>
/// <param name="client">Speaks with the server.</param>
/// <param name="scaler">What is wanted.</param>
/// <param name="dispatcher">The admin interface of its dispatcher.</param>
/// <param name="report">Is told what it does.</param>
/// <param name="mayAct">Whether this process leads.</param>
/// <param name="time">Clock.</param>
/// <param name="kubelets">The kubelets, where they may be asked for the use of pods; they stay their owner's.</param>
internal sealed class ScalerLoop(ApiClient client, Scaler scaler, Func<ScalerPlan, DispatcherAdmin> dispatcher, IScalerReport report, Func<bool> mayAct, TimeProvider time, Kubelets? kubelets = null)
{
    private const long Second = 1_000_000_000;

    /// <summary>How often what changes slowly is looked at, in seconds: use of processors and other autoscalers.</summary>
    private const int SlowSeconds = 15;

    private readonly ApiResource<JsonObject> _target = new(client, ScalerKinds.Of(scaler.Spec.ScaleTargetRef));
    private readonly ApiResource<JsonObject> _rivals = new(client, ScalerKinds.HorizontalPodAutoscalers);
    private readonly PodUse _use = new(client, kubelets);
    private readonly DateTimeOffset _begun = time.GetUtcNow();
    private readonly long _begin = time.GetTimestamp();
    private readonly ConcurrentDictionary<ObjectKey, Pod> _pods = [];
    private volatile bool _podsKnown;
    private string? _rival;
    private Scale _scale = new();
    private ScalingDecision? _wanted;

    private string Space => scaler.Metadata.Namespace!;

    private string Target => scaler.Spec.ScaleTargetRef.Name;

    private long Now => time.GetElapsedTime(_begin).Ticks * 100;

    /// <summary>Runs until it is cancelled.</summary>
    /// <exception cref="ApiException">The server forbids even to say what is wrong.</exception>
    internal async Task RunAsync(CancellationToken cancellation)
    {
        ScalerPlan plan;
        try
        {
            plan = ScalerPlan.Of(scaler.Spec);
        }
        catch (ArgumentException exception)
        {
            while (!await FailAsync("InvalidSpec", exception.Message, cancellation).ConfigureAwait(false))
                await Task.Delay(TimeSpan.FromSeconds(1), time, cancellation).ConfigureAwait(false);
            return;
        }
        using var admin = dispatcher(plan);
        while (true)
            try
            {
                await WatchAndScaleAsync(plan, admin, cancellation).ConfigureAwait(false);
            }
            catch (ApiException exception) when (exception.IsForbidden || exception.IsNamespaceEnding)
            {
                // Rights may differ from namespace to namespace, and one that is forbidden must not stop the others.
                await FailAsync(exception.IsForbidden ? "Forbidden" : "NamespaceEnding", exception.Message, cancellation).ConfigureAwait(false);
                await Task.Delay(TimeSpan.FromSeconds(SlowSeconds), time, cancellation).ConfigureAwait(false);
            }
    }

    private async Task WatchAndScaleAsync(ScalerPlan plan, DispatcherAdmin admin, CancellationToken cancellation)
    {
        using var end = CancellationTokenSource.CreateLinkedTokenSource(cancellation);
        var watching = WatchAsync(end.Token);
        try
        {
            await ScaleAsync(plan, admin, watching, cancellation).ConfigureAwait(false);
        }
        finally
        {
            await end.CancelAsync().ConfigureAwait(false);
            await watching.ContinueWith(_ => { }, TaskScheduler.Default).ConfigureAwait(false);
        }
    }

    private async Task ScaleAsync(ScalerPlan plan, DispatcherAdmin admin, Task watching, CancellationToken cancellation)
    {
        var service = new ScaledService(plan, _begun);
        var registrar = new ReplicaRegistrar(admin, Target, scaler.Spec.Dispatcher);
        var (second, ask, slow) = (0L, 0L, 0L);
        while (!watching.IsCompleted)
        {
            var now = Now;
            try
            {
                if (now >= slow)
                {
                    slow = now + SlowSeconds * Second;
                    await LookAroundAsync(cancellation).ConfigureAwait(false);
                }
                if (now >= second)
                    await ReadScaleAsync(plan, cancellation).ConfigureAwait(false);
                var telemetry = await admin.ReadAsync(cancellation).ConfigureAwait(false);
                if (now >= second)
                {
                    service.Count(telemetry, now);
                    report.Saw(Reading(plan, telemetry));
                    second = (now / Second + 1) * Second;
                }
                if (mayAct() && _podsKnown)
                    await registrar.SettleAsync([.. _pods.Values], telemetry, cancellation).ConfigureAwait(false);
                if (now >= ask)
                {
                    // The policy is asked at the moments of its period, however late this loop wakes.
                    ask += plan.Policy.Period * ((now - ask) / plan.Policy.Period);
                    await ActAsync(service.Ask(ask, _scale.Spec.Replicas, [.. _pods.Values], telemetry, _use.Samples), plan, cancellation).ConfigureAwait(false);
                    ask += plan.Policy.Period;
                }
            }
            catch (Exception exception) when (exception is HttpRequestException or TaskCanceledException && !cancellation.IsCancellationRequested)
            {
                await FailAsync("DispatcherUnreachable", $"{plan.Admin} does not answer: {exception.Message}", cancellation).ConfigureAwait(false);
                second = ask = Now + Second;
            }
            catch (ApiException exception) when (exception.IsTransient || exception.IsConflict || exception.IsNotFound)
            {
                await FailAsync(exception.IsNotFound ? "TargetNotFound" : "ApiUnavailable", exception.Message, cancellation).ConfigureAwait(false);
                second = ask = Now + Second;
            }
            if (Math.Min(ask, second) - Now is > 0 and var rest)
                await Task.Delay(TimeSpan.FromMicroseconds(rest / 1000.0), time, cancellation).ConfigureAwait(false);
        }
        await watching.ConfigureAwait(false);
    }

    /// <summary>Reads what is asked for; where somebody else changed it, the last decision is put back.</summary>
    private async Task ReadScaleAsync(ScalerPlan plan, CancellationToken cancellation)
    {
        _scale = await _target.GetPartAsync<Scale>(Space, Target, "scale", cancellation).ConfigureAwait(false);
        if (_wanted is { } wanted && wanted.Replicas != _scale.Spec.Replicas)
            await ActAsync(wanted with { Reason = $"somebody else asked for {_scale.Spec.Replicas}" }, plan, cancellation).ConfigureAwait(false);
    }

    private ScalerReading Reading(ScalerPlan plan, Telemetry telemetry) => new(
        plan.Policy.Name, _scale.Spec.Replicas, _pods.Values.Count(PodReplicas.IsReady), _pods.Values.Sum(PodReplicas.Cores), telemetry.Queued);

    private async Task ActAsync(ScalingDecision decision, ScalerPlan plan, CancellationToken cancellation)
    {
        _wanted = null;
        if (!mayAct())
            return;
        if (_rival is { } rival)
        {
            await report.ActsAsync(false, "OtherAutoscaler", $"the HorizontalPodAutoscaler {rival} scales {Target} too: nothing is changed as long as it is there", cancellation).ConfigureAwait(false);
            return;
        }
        await report.ActsAsync(true, "Scaling", $"{plan.Policy.Name} decides: {plan.Policy.Summary}", cancellation).ConfigureAwait(false);
        _wanted = decision;
        var before = _scale.Spec.Replicas;
        if (decision.Replicas == before)
            return;
        var change = new JsonObject { ["spec"] = new JsonObject { ["replicas"] = decision.Replicas } };
        await _target.PatchAsync(Space, Target, change, MediaTypes.Merge, cancellation, "scale").ConfigureAwait(false);
        _scale = _scale with { Spec = new() { Replicas = decision.Replicas } };
        await report.ScaledAsync(before, decision.Replicas, decision.Reason, cancellation).ConfigureAwait(false);
    }

    private async Task LookAroundAsync(CancellationToken cancellation)
    {
        var (rivals, _) = await _rivals.ListAsync(new(Space), cancellation).ConfigureAwait(false);
        _rival = rivals.Where(each => (string?)each["spec"]?["scaleTargetRef"]?["kind"] == scaler.Spec.ScaleTargetRef.Kind && (string?)each["spec"]?["scaleTargetRef"]?["name"] == Target)
            .Select(each => (string?)each["metadata"]?["name"]).FirstOrDefault();
        if (_scale.Status?.Selector is { } selector)
            await _use.ReadAsync(Space, selector, Kubelets.NodesOf(_pods.Values), moment => (moment - _begun).Ticks * 100, cancellation).ConfigureAwait(false);
    }

    /// <summary>Says what is wrong; whether there was anybody to say it to, or nobody needs to know because the scaler itself is gone.</summary>
    private async Task<bool> FailAsync(string reason, string message, CancellationToken cancellation)
    {
        try
        {
            await report.ActsAsync(false, reason, message, cancellation).ConfigureAwait(false);
            return true;
        }
        catch (ApiException exception) when (exception.IsTransient || exception.IsConflict || exception.IsNotFound)
        {
            return exception.IsNotFound;
        }
    }

    /// <summary>Watches the pods of the target, once it is known which they are.</summary>
    private async Task WatchAsync(CancellationToken cancellation)
    {
        _podsKnown = false;
        _pods.Clear();
        while (_scale.Status?.Selector is null)
            await Task.Delay(TimeSpan.FromMilliseconds(100), time, cancellation).ConfigureAwait(false);
        var informer = new Informer<Pod>(new KubeApi(client).Pods, new(Space, _scale.Status.Selector), new Listener(_pods, () => _podsKnown = true), time, new RandomStream(1, $"pods of {Space}/{Target}"));
        await informer.RunAsync(cancellation).ConfigureAwait(false);
    }

    private sealed class Listener(ConcurrentDictionary<ObjectKey, Pod> pods, Action synced) : IInformerListener<Pod>
    {
        public void Set(Pod item, Pod? before) => pods[ObjectKey.Of(item)] = item;

        public void Gone(Pod item) => pods.TryRemove(ObjectKey.Of(item), out _);

        public void Synced() => synced();
    }
}
