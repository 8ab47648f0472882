using Berth.Emulation.Calls;
using Berth.Emulation.World;
using Berth.Model;

namespace Berth.Emulation.Runs;

/// <content>Calls of functions, which placement policies are compared on.</content>
public sealed partial class EmulationRun
{
    private async Task RunCallsAsync(int number, Variant variant, EmulatedWorld world, CancellationToken cancellation)
    {
        try
        {
            await new CallComparison(store, _journal, host!, world).RunAsync(number, variant, () => ++_deployment, cancellation).ConfigureAwait(false);
        }
        catch (Exception exception) when (exception is EmulationException or TimeoutException or FormatException)
        {
            _journal.Fail(null, $"calls: {exception.Message}");
        }
    }
}
