using System.Numerics;
using System.Runtime.InteropServices;

namespace Berth.Policies.Placement.Scores;

/// <summary>Reads padded columns as vectors.</summary>
internal static class Column
{
    /// <summary>The vector of neighbours that begins at a node whose index is a multiple of its width, inside the padded column.</summary>
    internal static Vector<double> At(this ReadOnlySpan<double> column, int first) => Vector.LoadUnsafe(ref MemoryMarshal.GetReference(column), (nuint)first);

    /// <summary>The same of a column of integers.</summary>
    internal static Vector<double> At(this ReadOnlySpan<int> column, int first) =>
        Vector.ConvertToDouble(Vector.WidenLower(Vector.LoadUnsafe(ref MemoryMarshal.GetReference(column), (nuint)first)));

    /// <summary>First node of the vector in which a node is.</summary>
    internal static int Start(int node) => node / Vector<double>.Count * Vector<double>.Count;

    /// <summary>The element of a node in the vector in which it is.</summary>
    internal static double Of(this Vector<double> vector, int node) => vector[node % Vector<double>.Count];
}
