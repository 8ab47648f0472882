namespace Berth.Policies.Shifting;

/// <summary>Says when a job runs, and with how many servers. Pure: the same request gives the same schedule in every world.</summary>
public interface IShiftingPolicy
{
    /// <summary>Name in experiment files, on the command line and in records.</summary>
    string Name { get; }

    /// <summary>What it does, in one sentence.</summary>
    string Summary { get; }

    /// <summary>Plans what remains of a job.</summary>
    Schedule Plan(ShiftRequest request);
}
