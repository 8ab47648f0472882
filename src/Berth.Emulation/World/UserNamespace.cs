using Berth.Emulation.Posix;

namespace Berth.Emulation.World;

/// <summary>How an ordinary user gets networks of their own: the program runs again as root of a user namespace, which rules nothing outside.</summary>
public static class UserNamespace
{
    private const string Entered = "BERTH_USER_NAMESPACE";

    /// <summary>
    /// Replaces this program by itself inside a new user namespace with a network of its own, since a network can only be left for one that is owned (util-linux' unshare), if the user is not root. Returns when there is
    /// nothing to do, and also when the kernel refuses: then the machine's findings say so.
    /// </summary>
    public static void Enter(IReadOnlyList<string> command)
    {
        if (Environment.IsPrivilegedProcess || Environment.GetEnvironmentVariable(Entered) is not null)
            return;
        Libc.SetVariable(Entered, "1", 1);
        string[] words = ["unshare", "--user", "--map-root-user", "--net", "--", .. command];
        _ = Libc.Execute(words[0], [.. words, null]);
    }
}
