using Berth.Policies.Placement.Scores;

namespace Berth.Policies.Placement.CarbonAwareness;

/// <summary>The two levels of one decision after another; its memory is used again for the next task of the batch.</summary>
internal sealed class CarbonView(PlacementBatch batch, CarbonWeights weights)
{
    private readonly Cluster _cluster = batch.Cluster;
    private readonly SiteOutlook[] _sites = new SiteOutlook[batch.Cluster.Sites.Count];
    private readonly SiteLoads _loads = new(batch.Cluster);
    private readonly List<SiteOption> _options = [];
    private readonly List<double> _intensities = [];
    private readonly ScaledTerms _siteTerms = new(weights), _nodeTerms = new(weights);
    private readonly List<int> _nodes = [];
    private int _option, _candidate;

    /// <summary>The chosen site and moment.</summary>
    internal SiteOption Chosen => _options[_option];

    /// <summary>Seconds that the task runs in the chosen site.</summary>
    internal double Seconds => _sites[Chosen.Site].Seconds;

    /// <summary>The chosen node; -1 when the task is put off.</summary>
    internal int Node => Chosen.Booked ? _nodes[_candidate] : -1;

    /// <summary>Score of the chosen site.</summary>
    internal double Score => _siteTerms.Score(_option);

    /// <summary>Chooses for a task; false when no node has room.</summary>
    internal bool Choose(TaskRequest task)
    {
        if (!SiteOutlook.Look(_cluster, task, batch.Now, _sites))
            return false;
        SiteOption.List(_options, task, batch.Now, _sites, _loads, weights);
        ReadForecasts();
        _siteTerms.Clear();
        for (var option = 0; option < _options.Count; option++)
        {
            var (spec, outlook) = (_cluster.Sites[_options[option].Site], _sites[_options[option].Site]);
            _siteTerms.Add(
                CarbonAware.Grams(outlook.Joules, spec.Pue, _intensities[option]), (_options[option].Start - batch.Now) / 1e9, outlook.Queue, CarbonAware.Cost(outlook.Joules, spec));
        }
        _option = _siteTerms.Lowest();
        if (Chosen.Booked)
            ChooseNode(task);
        return true;
    }

    /// <summary>Forecast intensities of the options; a site without a forecast counts as the dirtiest, and as nothing when there is no forecast at all.</summary>
    private void ReadForecasts()
    {
        _intensities.Clear();
        var highest = 0.0;
        foreach (var option in _options)
        {
            var intensity = weights.Carbon > 0 && _cluster.Sites[option.Site].Forecast is { } forecast
                ? forecast.MeanOver(batch.Now, option.Start, option.Start + Math.Max(1, (long)(_sites[option.Site].Seconds * 1e9))) : double.NaN;
            _intensities.Add(intensity);
            if (intensity > highest)
                highest = intensity;
        }
        for (var option = 0; option < _intensities.Count; option++)
            if (double.IsNaN(_intensities[option]))
                _intensities[option] = highest;
    }

    private void ChooseNode(TaskRequest task)
    {
        _nodes.Clear();
        _nodeTerms.Clear();
        var (start, site, intensity) = (Chosen.Start, Chosen.Site, _intensities[_option]);
        for (var node = Next(task, site, 0); node >= 0; node = Next(task, site, node + 1))
        {
            var joules = MarginalEnergy.Running(_cluster, task, node) + MarginalEnergy.Waking(_cluster, task, node);
            if (double.IsNaN(joules))
                joules = _sites[site].Joules;
            _nodes.Add(node);
            _nodeTerms.Add(CarbonAware.Grams(joules, _cluster.Sites[site].Pue, intensity), (start - batch.Now) / 1e9, _cluster.Waiting(node), CarbonAware.Cost(joules, _cluster.Sites[site]));
        }
        _candidate = _nodeTerms.Lowest();
    }

    /// <summary>The next node of the chosen site that has room at the chosen moment and not before.</summary>
    private int Next(TaskRequest task, int site, int from)
    {
        for (var node = from; node < _cluster.Count; node++)
            if (_cluster.Site[node] == site && (Chosen.Start == batch.Now ? _cluster.Fits(task, node) : _cluster.EarliestStart(task, node, batch.Now) == Chosen.Start))
                return node;
        return -1;
    }

    /// <summary>The decision for people, before it is carried out.</summary>
    internal Decision Explain(IPlacementPolicy policy, TaskRequest task)
    {
        var candidates = new Candidate[_cluster.Count];
        for (var node = 0; node < candidates.Length; node++)
            candidates[node] = Explain(task, node);
        return new(policy.Name, task.Name, Node < 0 ? null : _cluster[Node].Name, Reason(), candidates);
    }

    private Candidate Explain(TaskRequest task, int node)
    {
        var (name, site) = (_cluster[node].Name, _cluster.Site[node]);
        if (!_cluster.IsUp(node))
            return new(name, "is away", []);
        if (_cluster.NeverFits(task, node) is { } never)
            return new(name, never, []);
        if (site == Chosen.Site && Chosen.Booked)
            return _nodes.IndexOf(node) is var at and >= 0 ? new(name, null, _nodeTerms.Terms(at)) : new(name, _cluster.Refusal(task, node) ?? "has room at another moment", []);
        var best = Enumerable.Range(0, _options.Count).Where(option => _options[option].Site == site).DefaultIfEmpty(-1).MinBy(option => option < 0 ? 0 : _siteTerms.Score(option));
        return best < 0
            ? new(name, $"{_cluster.Sites[site].Name} has no room early enough", [])
            : new(name, site == Chosen.Site ? $"{_cluster.Sites[site].Name} is cleaner later" : $"{_cluster.Sites[site].Name} scores {_siteTerms.Score(best):0.###}, {_cluster.Sites[Chosen.Site].Name} {Score:0.###}", _siteTerms.Terms(best));
    }

    private string Reason()
    {
        var (site, delay) = (_cluster.Sites[Chosen.Site].Name, (Chosen.Start - batch.Now) / 1e9);
        var when = !Chosen.Booked ? $"put off by {delay:0.###} s for cleaner power in {site}"
            : delay > 0 ? $"waits {delay:0.###} s for room on {_cluster[Node].Name} in {site}" : $"{_cluster[Node].Name} in {site} now";
        var grid = weights.Carbon > 0 && _cluster.Sites[Chosen.Site].Forecast is { } forecast ? $", at {_intensities[_option]:0.#} g/kWh by {forecast.Name}" : "";
        return $"{when}: score {Score:0.###}{grid}; best of {_options.Count} choices of site and moment";
    }
}
