using Berth.Policies;
using Berth.Policies.Placement;
using Berth.Policies.Scaling;
using Berth.Policies.Shifting;
using Berth.Records.Situations.Scaling;

namespace Berth.Records.Situations;

/// <summary>Keeps every question that policies are asked, and its answer, as lines of JSON, up to a number of lines and bytes.</summary>
public sealed class SituationRecorder : IDisposable
{
    /// <summary>Most lines that a file gets.</summary>
    public const int MostLines = 20_000;

    /// <summary>Size from which a file gets no more lines.</summary>
    public const long MostBytes = 1L << 30;

    private readonly string _path;
    private readonly IReadOnlyDictionary<string, double> _placementOptions, _shiftingOptions, _scalingOptions;
    private readonly int _mostLines;
    private readonly long _mostBytes;
    private readonly FileStream _file;
    private readonly Dictionary<ICarbonForecast, ForecastListener> _listeners = new(ReferenceEqualityComparer.Instance);

    /// <summary>Opens a file, over one that is there.</summary>
    /// <param name="path">The file.</param>
    /// <param name="placementOptions">Options that the placement policy was given.</param>
    /// <param name="shiftingOptions">Options that the shifting policy was given.</param>
    /// <param name="mostLines">Most lines.</param>
    /// <param name="mostBytes">Size from which no more is written.</param>
    /// <param name="scalingOptions">Options that the scaling policy was given.</param>
    /// <exception cref="RecordsException">It cannot be written.</exception>
    public SituationRecorder(
        string path,
        IReadOnlyDictionary<string, double>? placementOptions = null,
        IReadOnlyDictionary<string, double>? shiftingOptions = null,
        int mostLines = MostLines,
        long mostBytes = MostBytes,
        IReadOnlyDictionary<string, double>? scalingOptions = null)
    {
        (_path, _mostLines, _mostBytes) = (path, mostLines, mostBytes);
        (_placementOptions, _shiftingOptions) = (placementOptions ?? new Dictionary<string, double>(), shiftingOptions ?? new Dictionary<string, double>());
        _scalingOptions = scalingOptions ?? new Dictionary<string, double>();
        _file = RecordsFailure.Translate("write", path, () => new FileStream(path, FileMode.Create, FileAccess.Write, FileShare.Read, 1 << 16));
    }

    /// <summary>Lines that were written.</summary>
    public int Lines { get; private set; }

    /// <summary>Whether something was asked after the file was full, which is not in it.</summary>
    public bool Overflowed { get; private set; }

    /// <summary>The forecast that the world must give to its policies instead of another, so that what they are told is kept.</summary>
    public ICarbonForecast? Listen(ICarbonForecast? forecast)
    {
        if (forecast is null)
            return null;
        if (!_listeners.TryGetValue(forecast, out var listener))
            _listeners[forecast] = listener = new(forecast);
        return listener;
    }

    /// <summary>Asks a placement policy and keeps question and answer.</summary>
    public void Ask(IPlacementPolicy policy, PlacementBatch batch)
    {
        if (IsFull())
        {
            policy.Place(batch);
            return;
        }
        var situation = Situation.Of(batch, policy.Name, _placementOptions);
        foreach (var listener in _listeners.Values)
            listener.Forget();
        policy.Place(batch);
        var sites = situation.Sites.Select((site, at) => site.Forecast is ForecastSteps steps && batch.Cluster.Sites[at].Forecast is ForecastListener listener
            ? site with { Forecast = steps with { Answers = listener.Answers } } : site);
        Write(new(situation with { Sites = [.. sites] }, null, TaskAnswer.Of(batch)));
    }

    /// <summary>Asks a shifting policy and keeps question and answer.</summary>
    public Schedule Plan(IShiftingPolicy policy, ShiftRequest request)
    {
        if (IsFull())
            return policy.Plan(request);
        var situation = ShiftSituation.Of(request, policy.Name, _shiftingOptions);
        var listener = new ForecastListener(request.Forecast);
        var schedule = policy.Plan(request with { Forecast = listener });
        var forecast = (ForecastSteps)situation.Request.Forecast with { Answers = listener.Answers };
        Write(new(null, situation with { Request = situation.Request with { Forecast = forecast } }, null, schedule));
        return schedule;
    }

    /// <summary>Asks a scaling policy for its reason, too, and keeps question and answer.</summary>
    public ScalingDecision Decide(IScalingPolicy policy, ServiceView view)
    {
        if (IsFull())
            return policy.Decide(view);
        var situation = ScalingSituation.Of(policy, view, _scalingOptions);
        view.Explain = true;
        var decision = policy.Decide(view);
        Write(new(null, null, Scaling: situation, Replicas: [new(view.Now, view.Desired, decision)]));
        return decision;
    }

    /// <inheritdoc/>
    public void Dispose() => RecordsFailure.Translate("write", _path, _file.Dispose);

    private bool IsFull() => Overflowed |= Lines >= _mostLines || _file.Position >= _mostBytes;

    private void Write(SituationDocument document)
    {
        var line = SituationWriter.Write(document);
        RecordsFailure.Translate("write", _path, () =>
        {
            _file.Write(line.Span);
            _file.WriteByte((byte)'\n');
        });
        Lines++;
    }
}
