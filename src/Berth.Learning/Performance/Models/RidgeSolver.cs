namespace Berth.Learning.Performance.Models;

/// <summary>
/// Minimises Σ (y − xβ)² + Σ λⱼ (βⱼ − β⁰ⱼ)² in closed form: β = β⁰ + (XᵀX + Λ)⁻¹ Xᵀ(y − Xβ⁰), by a Cholesky factorisation. With a prior β⁰ of 0 this is ridge regression (Hoerl and Kennard, 1970).
/// </summary>
internal static class RidgeSolver
{
    /// <summary>Keeps the equations solvable where columns depend on each other and are not penalised; relative to the largest diagonal element.</summary>
    private const double Least = 1e-12;

    /// <summary>The coefficients.</summary>
    /// <param name="rows">x of each row.</param>
    /// <param name="targets">y of each row.</param>
    /// <param name="penalties">λ of each column; 0 is free.</param>
    /// <param name="prior">β⁰ of each column; null is 0.</param>
    internal static double[] Solve(IReadOnlyList<double[]> rows, IReadOnlyList<double> targets, double[] penalties, double[]? prior = null)
    {
        var width = penalties.Length;
        var products = new double[width, width];
        var right = new double[width];
        for (var index = 0; index < rows.Count; index++)
        {
            var row = rows[index];
            var rest = targets[index];
            if (prior is not null)
                for (var column = 0; column < width; column++)
                    rest -= row[column] * prior[column];
            for (var one = 0; one < width; one++)
            {
                if (row[one] == 0)
                    continue;
                for (var other = 0; other <= one; other++)
                    products[one, other] += row[one] * row[other];
                right[one] += row[one] * rest;
            }
        }
        var largest = 0.0;
        for (var column = 0; column < width; column++)
            largest = Math.Max(largest, products[column, column] += penalties[column]);
        var solution = Cholesky(products, right, Math.Max(largest * Least, double.Epsilon));
        for (var column = 0; prior is not null && column < width; column++)
            solution[column] += prior[column];
        return solution;
    }

    private static double[] Cholesky(double[,] lower, double[] solution, double least)
    {
        var width = solution.Length;
        for (var one = 0; one < width; one++)
        {
            for (var other = 0; other <= one; other++)
            {
                var sum = lower[one, other];
                for (var at = 0; at < other; at++)
                    sum -= lower[one, at] * lower[other, at];
                lower[one, other] = one == other ? Math.Sqrt(Math.Max(sum, least)) : sum / lower[other, other];
            }
            for (var at = 0; at < one; at++)
                solution[one] -= lower[one, at] * solution[at];
            solution[one] /= lower[one, one];
        }
        for (var one = width - 1; one >= 0; one--)
        {
            for (var at = one + 1; at < width; at++)
                solution[one] -= lower[at, one] * solution[at];
            solution[one] /= lower[one, one];
        }
        return solution;
    }
}
