using Berth.Accounting;
using Berth.Model;
using Berth.Model.Observations;
using Berth.Records.Store;
using Berth.Reports.Document;

namespace Berth.Reports.Building;

/// <summary>What was sampled during one repetition, at the moments of the samples.</summary>
internal sealed class TimeSeriesBuilder(RunReader reader, Variant variant)
{
    internal ReportTimeSeries Build(DeploymentRecord deployment)
    {
        var samples = reader.NodeSamples(deployment.Deployment);
        var start = deployment.Start!.Value;
        var moments = samples.Select(sample => sample.Moment).Distinct().Order().ToList();
        var lines = new List<ReportLine>();
        foreach (var node in variant.Experiment.Continuum.Nodes.Where(node => deployment.Sources.Contains(node.Name) || deployment.Workers.Contains(node.Name)))
        {
            var byMoment = samples.Where(sample => sample.Node == node.Name).ToDictionary(sample => sample.Moment);
            ReportLine Line(string quantity, string unit, Func<NodeSample, double> value) =>
                new(quantity, unit, node.Name, [.. moments.Select(moment => byMoment.TryGetValue(moment, out var sample) ? value(sample) : (double?)null)]);
            lines.Add(Line("CPU utilisation", "%", sample => sample.Utilization * 100));
            if (node.Site.Power is { } power)
            {
                var model = new PowerModel(power);
                lines.Add(Line("Power", "W", sample => model.At(sample.Utilization).Watts));
            }
            lines.Add(Line("Memory", "MB", sample => sample.MemoryBytes / 1e6));
        }
        var items = reader.Items(deployment.Deployment);
        foreach (var workload in items.Select(pair => pair.Workload).Distinct())
        {
            var spans = items.Where(pair => pair.Workload == workload).Select(pair => (From: pair.Item.Scheduled, To: pair.Item.Returned)).ToList();
            lines.Add(new("Items in flight", "", workload, [.. moments.Select(moment => (double?)spans.Count(span => span.From <= moment && span.To > moment))]));
        }
        return new(variant.Label, deployment.Placement, deployment.Repetition, [.. moments.Select(moment => (moment - start) * 1e-9)], lines);
    }
}
