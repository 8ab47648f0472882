using Berth.Model;

namespace Berth.Records.Store;

/// <summary>A variant of the run: its number, and what was chosen from the lists of the file.</summary>
public sealed record VariantRecord(int Variant, string Label, IReadOnlyList<Setting> Settings);
