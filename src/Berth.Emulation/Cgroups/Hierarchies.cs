namespace Berth.Emulation.Cgroups;

/// <summary>Finds the control groups of this machine.</summary>
internal static class Hierarchies
{
    /// <summary>Null where none can be written: not root, or none mounted.</summary>
    internal static ICgroupHierarchy? Find()
    {
        try
        {
            if (File.Exists("/sys/fs/cgroup/cgroup.controllers"))
                return Probe(new CgroupV2());
            return Directory.Exists("/sys/fs/cgroup/memory") || Directory.Exists("/sys/fs/cgroup/freezer") ? Probe(new CgroupV1()) : null;
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            return null;
        }
    }

    private static ICgroupHierarchy? Probe(ICgroupHierarchy hierarchy)
    {
        foreach (var root in hierarchy.Roots.Where(root => !Directory.Exists(root)))
        {
            Directory.CreateDirectory(root);
            Directory.Delete(root);
        }
        return hierarchy.Roots.Count > 0 ? hierarchy : null;
    }
}
