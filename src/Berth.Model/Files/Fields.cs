using Berth.Model.Units;

namespace Berth.Model.Files;

/// <summary>
/// The keys of one mapping. A section of the experiment file is declared once, by the calls that read it;
/// over a file those calls read and check, over nothing they write the JSON Schema.
/// A null fallback makes a key mandatory.
/// </summary>
internal abstract class Fields
{
    internal abstract T Quantity<T>(string key, string doc, T? fallback = null, Func<T, string?>? check = null) where T : struct, IQuantity<T>;

    internal abstract T? OptionalQuantity<T>(string key, string doc, Func<T, string?>? check = null) where T : struct, IQuantity<T>;

    internal abstract int Integer(string key, string doc, int? fallback, int least, int most);

    internal abstract int? OptionalInteger(string key, string doc, int least, int most);

    internal abstract double Number(string key, string doc, double? fallback, double least, double most);

    internal abstract double? NumberOr(string key, string doc, string word, double least, double most);

    internal abstract string Text(string key, string doc, string? fallback);

    internal abstract string? OptionalText(string key, string doc);

    internal abstract T Choice<T>(string key, string doc, IReadOnlyDictionary<string, T> options, T? fallback) where T : struct;

    internal abstract string Word(string key, string doc, IReadOnlyCollection<string> options, string? fallback);

    internal abstract IReadOnlyList<string> Words(string key, string doc, IReadOnlyCollection<string> options);

    internal abstract IReadOnlyList<T> Quantities<T>(string key, string doc, int least) where T : struct, IQuantity<T>;

    internal abstract T? Section<T>(string key, string doc, Func<Fields, T> read, bool mandatory) where T : class;

    internal abstract IReadOnlyList<T> Map<T>(string key, string doc, Func<string, Fields, T> read, bool mandatory) where T : class;

    internal abstract IReadOnlyList<T> List<T>(string key, string doc, Func<Fields, T> read) where T : class;

    /// <summary>A mapping whose keys are parsed too, as the changes of a link.</summary>
    internal abstract IReadOnlyList<T> Entries<T>(string key, string doc, Func<string, string, (T? Value, string? Error)> parse) where T : class;

    /// <summary>Whether the file has this key.</summary>
    internal abstract bool Has(string key);

    /// <summary>Reports a mistake at a key, or at the mapping when the key is absent.</summary>
    internal abstract void Error(string key, string message, string? suggestion = null);
}
