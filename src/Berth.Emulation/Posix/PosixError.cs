using System.Runtime.InteropServices;

namespace Berth.Emulation.Posix;

/// <summary>Turns a failed system call into an exception that says what was attempted and why it failed.</summary>
internal static class PosixError
{
    /// <summary>The result itself, or an <see cref="IOException"/> "what: why" when it is negative.</summary>
    internal static int Check(int result, string what)
    {
        if (result >= 0)
            return result;
        var error = Marshal.GetLastPInvokeError();
        throw new IOException($"{what}: {Marshal.GetPInvokeErrorMessage(error)}", error);
    }
}
