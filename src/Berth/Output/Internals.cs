using System.Runtime.CompilerServices;

[assembly: InternalsVisibleTo("Berth.Output.Tests")]
