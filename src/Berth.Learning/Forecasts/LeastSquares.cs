namespace Berth.Learning.Forecasts;

/// <summary>Linear least squares by normal equations and a Cholesky factorisation, for few parameters of like size.</summary>
internal sealed class LeastSquares(int parameters)
{
    /// <summary>Relative ridge: keeps columns that do not vary from making the equations singular.</summary>
    private const double Ridge = 1e-9;

    private readonly double[,] _products = new double[parameters, parameters];
    private readonly double[] _targets = new double[parameters];

    internal void Add(double[] row, double target)
    {
        for (var one = 0; one < parameters; one++)
        {
            for (var other = 0; other <= one; other++)
                _products[one, other] += row[one] * row[other];
            _targets[one] += row[one] * target;
        }
    }

    /// <summary>The parameters that make the sum of squares smallest; 0 where nothing was added.</summary>
    internal double[] Solve()
    {
        var lower = new double[parameters, parameters];
        var solution = new double[parameters];
        var ridge = double.Epsilon;
        for (var one = 0; one < parameters; one++)
            ridge = Math.Max(ridge, Ridge * _products[one, one]);
        for (var one = 0; one < parameters; one++)
        {
            for (var other = 0; other <= one; other++)
            {
                var sum = _products[one, other] + (one == other ? ridge : 0);
                for (var at = 0; at < other; at++)
                    sum -= lower[one, at] * lower[other, at];
                lower[one, other] = one == other ? Math.Sqrt(Math.Max(sum, ridge)) : sum / lower[other, other];
            }
            solution[one] = _targets[one];
            for (var at = 0; at < one; at++)
                solution[one] -= lower[one, at] * solution[at];
            solution[one] /= lower[one, one];
        }
        for (var one = parameters - 1; one >= 0; one--)
        {
            for (var at = one + 1; at < parameters; at++)
                solution[one] -= lower[at, one] * solution[at];
            solution[one] /= lower[one, one];
        }
        return solution;
    }
}
