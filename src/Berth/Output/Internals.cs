using System.Runtime.CompilerServices;

[assembly: InternalsVisibleTo("Berth.Tests")]
