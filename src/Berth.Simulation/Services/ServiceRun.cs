using Berth.Accounting.Services;
using Berth.Model;
using Berth.Model.Services;
using Berth.Policies.Scaling;
using Berth.Records.Formats.Carbon;
using Berth.Records.Situations;

namespace Berth.Simulation.Services;

/// <summary>Simulates every service of every variant under every scaling policy, on all cores.</summary>
/// <param name="variants">The variants of the experiment.</param>
/// <param name="progress">Is told of each policy and repetition when it is done, on any thread.</param>
public sealed class ServiceRun(IReadOnlyList<Variant> variants, Action<string, int> progress)
{
    /// <summary>Opens what keeps every question and answer of a case (its variant, service, policy and repetition); null keeps none.</summary>
    public Func<ServiceCase, SituationRecorder>? Record { get; init; }

    /// <summary>Is told of a case of which not everything was kept, and how many situations were; on any thread.</summary>
    public Action<ServiceCase, int>? Overflowed { get; init; }

    /// <summary>Runs everything. Outcomes come in the order of variants, services, policies and repetitions.</summary>
    /// <param name="stop">Ends it early.</param>
    /// <exception cref="FormatException">A trace is not in its format.</exception>
    public IEnumerable<(int Variant, ServiceOutcome Outcome)> Run(CancellationToken stop)
    {
        foreach (var (index, variant) in variants.Index())
            foreach (var service in variant.Experiment.Services)
                foreach (var outcome in Run(index + 1, variant.Experiment, service, stop))
                    yield return (index + 1, outcome);
    }

    private IEnumerable<ServiceOutcome> Run(int variant, Experiment experiment, Service service, CancellationToken stop)
    {
        var site = experiment.Continuum.Sites.First(site => site.Name == service.Site);
        var outcomes = new ServiceOutcome[experiment.Scalings.Count, experiment.Run.Repetitions];
        for (var repetition = 1; repetition <= experiment.Run.Repetitions; repetition++)
        {
            var (number, requests) = (repetition, new ServiceRequestSet(service, experiment.Seed, repetition, experiment.Run.Duration.Seconds));
            var intensity = site.Grid is { } grid ? GridSeries.Read(grid, requests.Seconds * 1_000_000_000L) : null;
            try
            {
                Parallel.For(0, experiment.Scalings.Count, new() { MaxDegreeOfParallelism = Environment.ProcessorCount, CancellationToken = stop }, scaling =>
                {
                    var name = experiment.Scalings[scaling];
                    var policy = ScalingPolicies.Get(name, experiment.Options.GetValueOrDefault(name));
                    var one = new ServiceCase(variant, service.Name, name, number);
                    using (var recorder = Record?.Invoke(one))
                    {
                        outcomes[scaling, number - 1] = new ServiceSimulation(service, site, intensity, requests, policy, recorder is null ? null : recorder.Decide).Run(number);
                        if (recorder is { Overflowed: true })
                            Overflowed?.Invoke(one, recorder.Lines);
                    }
                    progress(name, number);
                });
            }
            catch (AggregateException exception)
            {
                System.Runtime.ExceptionServices.ExceptionDispatchInfo.Throw(exception.Flatten().InnerExceptions[0]);
            }
        }
        return outcomes.Cast<ServiceOutcome>();
    }
}
