namespace Berth.Emulation.Cgroups;

/// <summary>The control groups of this machine, version 1 or 2: makes and removes a group for each node of a run.</summary>
internal interface ICgroupHierarchy
{
    /// <summary>What a person calls it: <c>cgroup v1</c>.</summary>
    string Name { get; }

    /// <summary>What it can enforce here, by name: memory, pids, cpu, cpuset, io, freezer.</summary>
    IReadOnlySet<string> Controllers { get; }

    /// <summary>Every folder in which groups of runs stand: <c>…/berth</c> of each hierarchy in use.</summary>
    IReadOnlyList<string> Roots { get; }

    /// <summary>Makes the group of a node, or of a lane within it, and sets its limits.</summary>
    /// <param name="group">Path below the roots: <c>run/node</c>.</param>
    /// <param name="limits">Null makes a group that only freezes.</param>
    /// <returns>The folders that a process must enter, one for each hierarchy.</returns>
    IReadOnlyList<string> Make(string group, NodeLimits? limits);

    /// <summary>File of a group to which <c>FROZEN</c> and <c>THAWED</c> are written; null where there is no version 1 freezer.</summary>
    string? FreezerState(string group);

    /// <summary>Times that the group met its memory limit with a kill.</summary>
    long OutOfMemoryKills(string group);
}
