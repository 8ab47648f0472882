using System.Runtime.CompilerServices;

[assembly: InternalsVisibleTo("Berth.Emulation.Tests")]
[assembly: InternalsVisibleTo("Berth.Benchmarks")]
