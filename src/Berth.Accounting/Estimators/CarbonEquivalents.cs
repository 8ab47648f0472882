using Berth.Model.Units;

namespace Berth.Accounting.Estimators;

/// <summary>Emissions beside things that people know, with the reference values of Green Algorithms.</summary>
/// <param name="Carbon">The emissions.</param>
public readonly record struct CarbonEquivalents(CarbonMass Carbon)
{
    /// <summary>Months that a mature tree needs to take them up, 917 g a month.</summary>
    public double TreeMonths => Carbon.Grams / 917;

    /// <summary>Kilometres of a passenger car in Europe, 175 g each.</summary>
    public double CarKilometresEurope => Carbon.Grams / 175;

    /// <summary>Kilometres of a passenger car in the United States, 251 g each.</summary>
    public double CarKilometresUnitedStates => Carbon.Grams / 251;

    /// <summary>Flights of one passenger from Paris to London, 50 kg each.</summary>
    public double FlightsParisLondon => Carbon.Grams / 50_000;

    /// <summary>Flights of one passenger from New York to San Francisco, 570 kg each.</summary>
    public double FlightsNewYorkSanFrancisco => Carbon.Grams / 570_000;
}
