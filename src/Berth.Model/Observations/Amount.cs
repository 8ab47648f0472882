namespace Berth.Model.Observations;

/// <summary>Energy in joules and its emissions in grams of CO2 equivalent.</summary>
public record struct Amount(double Joules, double Grams)
{
    /// <summary>The sum.</summary>
    public static Amount operator +(Amount one, Amount other) => new(one.Joules + other.Joules, one.Grams + other.Grams);

    /// <summary>The difference.</summary>
    public static Amount operator -(Amount one, Amount other) => new(one.Joules - other.Joules, one.Grams - other.Grams);

    /// <summary>The sum, as a method.</summary>
    public static Amount Add(Amount left, Amount right) => left + right;

    /// <summary>The difference, as a method.</summary>
    public static Amount Subtract(Amount left, Amount right) => left - right;

    /// <summary>Adds a power over a time, with its emissions for each watt over that time.</summary>
    public void Add(double watts, double seconds, double gramsPerWatt)
    {
        Joules += watts * seconds;
        Grams += watts * gramsPerWatt;
    }
}
