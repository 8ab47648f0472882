namespace Berth.Emulation.Processor;

/// <summary>The plan as the controller process receives it; the slots are in order of their begin.</summary>
public sealed record SlotSchedule(long CycleNanoseconds, int RealCores, IReadOnlyList<SlotLane> Lanes, IReadOnlyList<Slot> Slots);

/// <summary>One lane of the schedule: its real cores, its speed, and the state file of its freezer cgroup, if it has one.</summary>
public sealed record SlotLane(string Name, IReadOnlyList<int> Cores, double Speed, string? Freezer);
