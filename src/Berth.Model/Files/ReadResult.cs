namespace Berth.Model.Files;

/// <summary>What a file gave: the variants of its experiment, or its mistakes in the order of the file; never both.</summary>
public sealed record ReadResult(IReadOnlyList<Variant> Variants, IReadOnlyList<Diagnostic> Errors);
