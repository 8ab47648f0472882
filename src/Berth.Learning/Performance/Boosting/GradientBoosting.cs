using System.Globalization;
using System.Runtime.InteropServices;
using System.Text;

namespace Berth.Learning.Performance.Boosting;

/// <summary>Trains gradient-boosted trees with XGBoost (Chen and Guestrin, KDD 2016) and takes them out of it.</summary>
public static unsafe class GradientBoosting
{
    /// <summary>Fits squared error. One thread, so that the same rows give the same trees and several fits can run side by side.</summary>
    /// <param name="rows">Features of each row, all of one length; NaN is missing.</param>
    /// <param name="targets">What each row should give.</param>
    /// <param name="settings">Settings.</param>
    /// <exception cref="ArgumentException">There are no rows, their lengths differ, a value is infinite as XGBoost keeps it (single precision), or a target is not finite.</exception>
    /// <exception cref="MissingBoostingException">XGBoost is not installed.</exception>
    /// <exception cref="BoostingException">XGBoost refused the settings.</exception>
    public static TreeEnsemble Train(IReadOnlyList<double[]> rows, IReadOnlyList<double> targets, BoostingSettings settings)
    {
        if (rows.Count == 0 || rows.Count != targets.Count)
            throw new ArgumentException(rows.Count == 0 ? "there are no rows to learn from" : $"{rows.Count} rows have {targets.Count} targets", nameof(rows));
        var width = rows[0].Length;
        var values = Flatten(rows, width);
        var labels = new float[targets.Count];
        for (var row = 0; row < labels.Length; row++)
            if (!float.IsFinite(labels[row] = (float)targets[row]))
                throw new ArgumentException($"the target of row {row + 1} is {targets[row]}, not a finite number", nameof(targets));
        using var matrix = new Matrix(values, rows.Count, width, labels);
        using var booster = new NativeBooster(matrix, settings);
        for (var round = 0; round < settings.Trees; round++)
            booster.Update(round);
        return XgBoostModel.Read(booster.Save(), width);
    }

    /// <summary>What XGBoost itself predicts for rows after training on others; for tests of <see cref="TreeEnsemble"/>.</summary>
    internal static float[] PredictNatively(IReadOnlyList<double[]> rows, IReadOnlyList<double> targets, BoostingSettings settings, IReadOnlyList<double[]> asked)
    {
        using var matrix = new Matrix(Flatten(rows, rows[0].Length), rows.Count, rows[0].Length, [.. targets.Select(target => (float)target)]);
        using var booster = new NativeBooster(matrix, settings);
        for (var round = 0; round < settings.Trees; round++)
            booster.Update(round);
        using var questions = new Matrix(Flatten(asked, rows[0].Length), asked.Count, rows[0].Length, null);
        return booster.Predict(questions);
    }

    private static float[] Flatten(IReadOnlyList<double[]> rows, int width)
    {
        var values = new float[rows.Count * width];
        for (var row = 0; row < rows.Count; row++)
        {
            if (rows[row].Length != width)
                throw new ArgumentException($"row {row + 1} has {rows[row].Length} features, the first {width}", nameof(rows));
            for (var column = 0; column < width; column++)
                values[row * width + column] = float.IsInfinity((float)rows[row][column])
                    ? throw new ArgumentException($"feature {column + 1} of row {row + 1} is {rows[row][column].ToString(CultureInfo.InvariantCulture)}: infinite, or too large for single precision", nameof(rows))
                    : (float)rows[row][column];
        }
        return values;
    }

    /// <summary>A matrix in XGBoost's memory.</summary>
    private sealed class Matrix : IDisposable
    {
        internal Matrix(float[] values, int rows, int columns, float[]? labels)
        {
            Rows = rows;
            var api = XgBoost.Instance;
            nint handle;
            fixed (float* first = values)
                api.Check(api.MatrixFromDense(first, (ulong)rows, (ulong)columns, float.NaN, &handle));
            Handle = handle;
            if (labels is null)
                return;
            fixed (float* first = labels)
            fixed (byte* name = "label\0"u8)
                api.Check(api.MatrixSetFloats(handle, name, first, (ulong)labels.Length));
        }

        internal nint Handle { get; }

        internal int Rows { get; }

        public void Dispose() => _ = XgBoost.Instance.MatrixFree(Handle);
    }

    /// <summary>A booster in XGBoost's memory.</summary>
    private sealed class NativeBooster : IDisposable
    {
        private readonly Matrix _matrix;
        private readonly nint _handle;

        internal NativeBooster(Matrix matrix, BoostingSettings settings)
        {
            _matrix = matrix;
            var api = XgBoost.Instance;
            nint booster, data = matrix.Handle;
            api.Check(api.BoosterCreate(&data, 1, &booster));
            _handle = booster;
            try
            {
                foreach (var (name, value) in Parameters(settings, matrix.Rows))
                    api.Set(_handle, name, value);
            }
            catch
            {
                Dispose();
                throw;
            }
        }

        internal void Update(int round)
        {
            var api = XgBoost.Instance;
            api.Check(api.BoosterUpdate(_handle, round, _matrix.Handle));
        }

        internal string Save()
        {
            var api = XgBoost.Instance;
            ulong length;
            byte* bytes;
            fixed (byte* format = "{\"format\": \"json\"}\0"u8)
                api.Check(api.BoosterSave(_handle, format, &length, &bytes));
            return Encoding.UTF8.GetString(bytes, checked((int)length));
        }

        internal float[] Predict(Matrix matrix)
        {
            var api = XgBoost.Instance;
            ulong length;
            float* first;
            api.Check(api.BoosterPredict(_handle, matrix.Handle, 0, 0, 0, &length, &first));
            return new Span<float>(first, checked((int)length)).ToArray();
        }

        public void Dispose() => _ = XgBoost.Instance.BoosterFree(_handle);

        private static IEnumerable<(string Name, string Value)> Parameters(BoostingSettings settings, int rows)
        {
            yield return ("verbosity", "0");
            yield return ("nthread", "1");
            yield return ("objective", "reg:squarederror");
            yield return ("learning_rate", Text(settings.LearningRate));
            yield return ("max_depth", Text(settings.MaxDepth));
            yield return ("min_child_weight", Text(settings.MinChildWeight));
            yield return ("reg_lambda", Text(settings.Lambda));
            yield return ("random_state", Text(settings.Seed));
            yield return ("tree_method", settings.Method == "auto" && rows >= BoostingSettings.ManyRows ? "hist" : settings.Method);
            if (!double.IsNaN(settings.BaseScore))
                yield return ("base_score", Text(settings.BaseScore));
        }

        private static string Text(double value) => value.ToString("R", CultureInfo.InvariantCulture);
    }
}
