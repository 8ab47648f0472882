namespace Berth.Model;

/// <summary>How an emulated core is made slower than a real one.</summary>
public enum ProcessorSharing
{
    /// <summary>Millisecond time slots: a core is slower, for lone requests too.</summary>
    Slots,

    /// <summary>A CFS bandwidth quota: right on average under load, up to twice too fast for a lone request.</summary>
    Quota,
}
