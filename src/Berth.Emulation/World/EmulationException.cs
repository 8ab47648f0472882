namespace Berth.Emulation.World;

/// <summary>The emulated world cannot do what was asked; the message says what, where and why.</summary>
public sealed class EmulationException(string message) : Exception(message);
