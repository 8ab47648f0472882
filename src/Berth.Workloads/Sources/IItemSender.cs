namespace Berth.Workloads.Sources;

/// <summary>Carries items to the worker and their answers back.</summary>
internal interface IItemSender : IDisposable
{
    /// <summary>
    /// Packs the item and begins to send it, without waiting for the network and without an exception. The item is resolved later,
    /// on any thread. Calls do not overlap.
    /// </summary>
    void Send(Item item);
}
