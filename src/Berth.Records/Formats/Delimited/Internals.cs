using System.Runtime.CompilerServices;

[assembly: InternalsVisibleTo("Berth.Records.Tests")]
