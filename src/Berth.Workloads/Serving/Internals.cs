using System.Runtime.CompilerServices;

[assembly: InternalsVisibleTo("Berth.Workloads.Tests")]
