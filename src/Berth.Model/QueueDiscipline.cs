namespace Berth.Model;

/// <summary>In which order pending jobs may start.</summary>
public enum QueueDiscipline
{
    /// <summary>A job that finds room may pass those that find none.</summary>
    Overtake,

    /// <summary>First come, first served: nobody passes the first that finds no room.</summary>
    Fcfs,
}
