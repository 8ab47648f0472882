using System.Runtime.CompilerServices;
using Berth.Records.Store;

namespace Berth.Records.Tests;

/// <summary>
/// This program as a writer that never ends: it keeps one item after another and says each number when it was acknowledged.
/// It ends with its reader, because then its output cannot be written any more.
/// </summary>
internal static class CrashWriter
{
    public const string Variable = "BERTH_TEST_CRASH_WRITER", Connection = "BERTH_TEST_CRASH_CONNECTION";

#pragma warning disable CA2255 // The test program has no Main of its own to branch in.
    [ModuleInitializer]
#pragma warning restore CA2255
    internal static void Run()
    {
        if (Environment.GetEnvironmentVariable(Variable) is not { Length: > 0 } database)
            return;
        using var store = RunStore.Create(database, Environment.GetEnvironmentVariable(Connection));
        using var output = new StreamWriter(Console.OpenStandardOutput()) { AutoFlush = true };
        try
        {
            for (var number = 0; ; number++)
            {
                store.AddItems(1, "camera", [Examples.Item(number)]);
                output.WriteLine(number);
            }
        }
        catch (IOException)
        {
            Environment.Exit(0);
        }
    }
}
