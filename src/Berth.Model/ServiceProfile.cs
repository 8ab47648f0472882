using Berth.Model.Units;

namespace Berth.Model;

/// <summary>Processor time that one item of a workload takes on a core of speed 1.</summary>
/// <param name="Preprocess">At the source, before it is sent.</param>
/// <param name="Receive">At the worker, to receive it.</param>
/// <param name="Process">At the worker, to process it.</param>
/// <param name="Return">At the source, to receive the result.</param>
/// <param name="Variation">Standard deviation of the processing as a part of its mean.</param>
public sealed record ServiceProfile(Duration Preprocess, Duration Receive, Duration Process, Duration Return, Fraction Variation);
