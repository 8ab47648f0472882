namespace Berth.Model.Observations;

/// <summary>What the processes of a size may use.</summary>
/// <param name="Name">Its name.</param>
/// <param name="Cores">Cores, at least 0; fractions are a slower core.</param>
/// <param name="MemoryBytes">Memory limit.</param>
/// <param name="Speed">Speed of one of its cores in units of a core of this machine.</param>
public sealed record ExecutionSize(string Name, double Cores, long MemoryBytes, double Speed)
{
    /// <summary>That of the nodes of a site.</summary>
    public static ExecutionSize Of(Site site) => new(site.Name, site.Cpu.Cores, (long)site.Memory.Bytes, site.Share.Value);
}
