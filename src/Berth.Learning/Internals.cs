using System.Runtime.CompilerServices;

[assembly: InternalsVisibleTo("Berth.Learning.Tests")]
