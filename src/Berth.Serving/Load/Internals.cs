using System.Runtime.CompilerServices;

[assembly: InternalsVisibleTo("Berth.Serving.Tests")]
