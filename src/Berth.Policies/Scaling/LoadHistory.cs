namespace Berth.Policies.Scaling;

/// <summary>The last seconds of a service's load, as its dispatcher counted them.</summary>
/// <param name="capacity">Seconds that are kept.</param>
public sealed class LoadHistory(int capacity)
{
    /// <summary>Seconds that worlds keep: an hour.</summary>
    public const int Usual = 3600;

    private readonly LoadSecond[] _seconds = new LoadSecond[capacity];
    private int _next;

    /// <summary>Seconds that are known.</summary>
    public int Count { get; private set; }

    /// <summary>A second by its age: 0 is the last complete one.</summary>
    public ref readonly LoadSecond this[int age] => ref _seconds[(_next - 1 - age + 2 * capacity) % capacity];

    /// <summary>Adds the second that has just ended.</summary>
    public void Add(in LoadSecond second)
    {
        _seconds[_next] = second;
        _next = (_next + 1) % capacity;
        Count = Math.Min(Count + 1, capacity);
    }

    /// <summary>Mean arrivals a second over the last seconds; fewer when fewer are known.</summary>
    public double Rate(int seconds)
    {
        var (sum, known) = (0L, Math.Min(seconds, Count));
        for (var age = 0; age < known; age++)
            sum += this[age].Arrived;
        return known == 0 ? 0 : (double)sum / known;
    }

    /// <summary>Mean number of requests in the service over the last seconds; fewer when fewer are known.</summary>
    public double Concurrency(int seconds)
    {
        var (sum, known) = (0.0, Math.Min(seconds, Count));
        for (var age = 0; age < known; age++)
            sum += this[age].Concurrency;
        return known == 0 ? 0 : sum / known;
    }
}

/// <summary>One second of a service's load.</summary>
/// <param name="Arrived">Requests that came.</param>
/// <param name="Completed">Requests that were answered.</param>
/// <param name="Refused">Requests that were refused.</param>
/// <param name="Concurrency">Mean number of requests that waited or were served.</param>
/// <param name="Busy">Mean number of requests that were served.</param>
/// <param name="ServiceSeconds">Sum of the times that the completed ones were served.</param>
/// <param name="ServiceSquares">Sum of the squares of those times.</param>
/// <param name="Late">Requests that were answered after the objective, refused or lost.</param>
public readonly record struct LoadSecond(int Arrived, int Completed, int Refused, double Concurrency, double Busy, double ServiceSeconds, double ServiceSquares, int Late = 0);
