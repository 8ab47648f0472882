namespace Berth.Emulation.Probes;

/// <summary>Packets lost on one direction of a link.</summary>
/// <param name="Sent">Packets sent.</param>
/// <param name="Lost">Packets that never arrived.</param>
/// <param name="Low">Lower end of the 95 % interval of the loss probability (Wilson, JASA 22, 1927).</param>
/// <param name="High">Its upper end.</param>
public sealed record LossResult(int Sent, int Lost, double Low, double High)
{
    /// <summary>The lost part.</summary>
    public double Fraction => Sent == 0 ? 0 : (double)Lost / Sent;

    internal static LossResult Of(int sent, int lost)
    {
        const double z = 1.959964;
        var p = (double)lost / sent;
        var scale = 1 + z * z / sent;
        var centre = (p + z * z / (2 * sent)) / scale;
        var half = z / scale * Math.Sqrt(p * (1 - p) / sent + z * z / (4.0 * sent * sent));
        // Rounding must not exclude the certain ends.
        return new(sent, lost, lost == 0 ? 0 : centre - half, lost == sent ? 1 : centre + half);
    }
}
