using System.Runtime.InteropServices;
using Berth.Workloads.Native;

namespace Berth.Workloads.Tests.Vision;

public sealed class NativeLibrariesTests
{
    [Fact]
    public void A_library_that_is_absent_is_named_with_the_command_that_installs_it()
    {
        var error = Assert.Throws<MissingLibraryException>(() =>
            NativeLibraries.Load("libnowhere.so.1", "sudo apt-get install libnowhere1", "nowhere"));
        Assert.Equal("libnowhere.so.1", error.Library);
        Assert.Contains("sudo apt-get install libnowhere1", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void The_folder_in_BERTH_NATIVE_is_looked_in_and_a_file_that_is_no_library_is_passed_over()
    {
        var folder = Directory.CreateTempSubdirectory("berth-test-");
        var before = Environment.GetEnvironmentVariable("BERTH_NATIVE");
        Environment.SetEnvironmentVariable("BERTH_NATIVE", folder.FullName);
        try
        {
            var library = Path.Combine(folder.FullName, "libberth-test.so");
            File.WriteAllText(library, "not a library");
            var error = Assert.Throws<MissingLibraryException>(() => NativeLibraries.Load("libberth-test.so", "true"));
            Assert.Contains(library, error.Message, StringComparison.Ordinal);
            File.Copy(System.Diagnostics.Process.GetCurrentProcess().Modules.Cast<System.Diagnostics.ProcessModule>()
                .First(m => m.ModuleName.StartsWith("libclrjit", StringComparison.Ordinal)).FileName, library, overwrite: true);
            var handle = NativeLibraries.Load("libberth-test.so", "true");
            Assert.True(NativeLibrary.TryGetExport(handle, "getJit", out _));
            NativeLibrary.Free(handle);
        }
        finally
        {
            Environment.SetEnvironmentVariable("BERTH_NATIVE", before);
            folder.Delete(recursive: true);
        }
    }
}
