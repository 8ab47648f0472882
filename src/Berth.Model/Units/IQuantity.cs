namespace Berth.Model.Units;

/// <summary>A value with a unit that is written, parsed and printed in one place.</summary>
public interface IQuantity<TSelf> where TSelf : struct, IQuantity<TSelf>
{
    /// <summary>What a person may write, for error messages and the schema: "a power such as 60W or 1.2kW".</summary>
    static abstract string Expected { get; }

    /// <summary>The regular expression of the JSON Schema.</summary>
    static abstract string Pattern { get; }

    /// <summary>Parses a number and its unit; false when either is missing, unknown, negative or not finite.</summary>
    static abstract bool TryParse(string text, out TSelf value);
}
