using Berth.Accounting;
using Berth.Model;
using Berth.Model.Jobs;
using Berth.Policies;
using Berth.Policies.Placement;
using Berth.Policies.Shifting;

namespace Berth.Simulation.Jobs;

/// <summary>What a simulation of jobs is about.</summary>
/// <param name="Continuum">The nodes.</param>
/// <param name="Jobs">The jobs by arrival; they are read as time goes on.</param>
/// <param name="Placement">Says where.</param>
/// <param name="Shifting">Says when; null is at once.</param>
/// <param name="Intensity">Carbon intensity of a site over the run, from 0; null is unknown.</param>
/// <param name="Forecast">What policies expect of a site's carbon intensity; null is nothing.</param>
/// <param name="Seed">Seed of every random stream.</param>
/// <param name="Calls">How long calls of functions take; null takes their lengths, as of other jobs.</param>
/// <param name="Batch">Most pending tasks that the policy is asked about at once.</param>
/// <param name="Queue">Whether tasks may pass those that find no room.</param>
/// <param name="NodeQueues">Whether tasks may wait for a busy node.</param>
/// <param name="Log">Whether every decision is kept.</param>
/// <param name="Explain">Whether decisions are kept with their full reasons.</param>
/// <param name="Slot">Length of the slots in which jobs are shifted.</param>
/// <param name="AskWhere">Asks the placement policy in the simulation's place, to see the question and the answer; null just asks.</param>
/// <param name="AskWhen">The same for the shifting policy.</param>
public sealed record JobSetup(
    Continuum Continuum,
    IEnumerable<Job> Jobs,
    IPlacementPolicy Placement,
    IShiftingPolicy? Shifting = null,
    Func<Site, CarbonIntensitySeries?>? Intensity = null,
    Func<Site, ICarbonForecast?>? Forecast = null,
    long Seed = 1,
    CallTimes? Calls = null,
    int Batch = 100,
    QueueDiscipline Queue = QueueDiscipline.Overtake,
    NodeQueues NodeQueues = NodeQueues.Allowed,
    bool Log = false,
    bool Explain = false,
    long Slot = 3_600_000_000_000,
    Action<IPlacementPolicy, PlacementBatch>? AskWhere = null,
    Func<IShiftingPolicy, ShiftRequest, Schedule>? AskWhen = null);
