namespace Berth.Records.Formats.Generators;

/// <summary>What a drawn job needs: cores, GiB and seconds.</summary>
internal readonly record struct JobShape(string Class, int Cores, int Gibibytes, double Seconds);
