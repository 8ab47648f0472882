namespace Berth.Policies.Placement;

/// <summary>
/// A placement policy that may leave a task pending although it has room somewhere, and so must be asked again about it whenever anything happens.
/// All others are asked again about a task only when a node changed on which it has room.
/// </summary>
public interface IPatient : IPlacementPolicy;
