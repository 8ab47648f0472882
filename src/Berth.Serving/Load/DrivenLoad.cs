using Berth.Workloads.Programs;

namespace Berth.Serving.Load;

/// <summary>The requests of a service, sent by a program that is driven by lines.</summary>
public sealed class DrivenLoad
{
    /// <summary>Size of the pictures that services are asked about.</summary>
    public const long PictureBytes = 8_000;

    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(60);

    private readonly LineProgram _program;
    private readonly List<LoadedRequest> _requests = [];
    private readonly double _dilation, _objectiveSeconds;
    private int _late;

    private DrivenLoad(LineProgram program, double dilation, double objectiveSeconds) => (_program, _dilation, _objectiveSeconds) = (program, dilation, objectiveSeconds);

    /// <summary>Every request that is resolved; complete when <see cref="CollectAsync"/> has ended.</summary>
    public IReadOnlyList<LoadedRequest> Requests => _requests;

    /// <summary>Every request in order with its latency, on the load's own time.</summary>
    public Accounting.Services.ServiceRequests Resolved
    {
        get
        {
            var requests = _requests.OrderBy(request => request.Index).ToList();
            return new(
                [.. requests.Select(request => (long)(request.Scheduled / _dilation))],
                [.. requests.Select(request => request.Outcome == LoadOutcome.Completed ? (float)(request.Latency * 1e-9 / _dilation) : float.PositiveInfinity)]);
        }
    }

    /// <summary>Tells the program what to send, and waits until it is ready.</summary>
    /// <param name="program">A program that was started with <see cref="LoadProgram.Verb"/>; it stays its owner's.</param>
    /// <param name="settings">What is sent.</param>
    /// <param name="objectiveSeconds">An answer after that is late; infinite where nothing is promised.</param>
    /// <param name="cancellation">Gives up.</param>
    /// <exception cref="Exception">It cannot start: the exception of its world.</exception>
    public static async Task<DrivenLoad> StartAsync(LineProgram program, LoadSettings settings, double objectiveSeconds, CancellationToken cancellation)
    {
        program.Send(settings.ToLine());
        await program.ReadyAsync(Patience, cancellation).ConfigureAwait(false);
        return new(program, settings.Stretch, objectiveSeconds);
    }

    /// <summary>Begins to send at a moment of the program's CLOCK_MONOTONIC.</summary>
    public void Begin(long moment) => _program.Send($"start {moment}");

    /// <summary>Requests that were late, refused or lost since the last call.</summary>
    public int TakeLate() => Interlocked.Exchange(ref _late, 0);

    /// <summary>Reads what becomes of requests until the end.</summary>
    /// <exception cref="Exception">The program has ended: the exception of its world.</exception>
    public async Task CollectAsync(CancellationToken cancellation)
    {
        while (await _program.NextAsync(TimeSpan.FromHours(24), cancellation).ConfigureAwait(false) is { } line)
        {
            if (line.StartsWith("end ", StringComparison.Ordinal))
                return;
            if (LoadLine.Read(line) is not { } request)
                continue;
            _requests.Add(request);
            if (request.Outcome != LoadOutcome.Completed || request.Latency * 1e-9 / _dilation > _objectiveSeconds)
                Interlocked.Increment(ref _late);
        }
        throw _program.Failure("the load generator has ended before its load");
    }
}
