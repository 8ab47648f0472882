using System.Diagnostics;
using System.Globalization;
using Berth.Learning.Performance.Boosting;
using Berth.Model;

namespace Berth.Learning.Tests.Performance;

public sealed class BoostingTests
{
    private static void NeedXgboost() => Assert.SkipWhen(BoostingLibrary.Version is null, $"XGBoost is absent: {BoostingLibrary.Command}");

    /// <summary>Rows with missing values, a function of them with noise.</summary>
    private static (List<double[]> Rows, List<double> Targets) Data(int rows, int columns, int seed)
    {
        var random = new RandomStream(seed, "boosting");
        var (features, targets) = (new List<double[]>(), new List<double>());
        for (var row = 0; row < rows; row++)
        {
            double[] values = [.. Enumerable.Range(0, columns).Select(_ => random.NextDouble() < 0.1 ? double.NaN : 10 * random.NextNormal())];
            features.Add(values);
            targets.Add(Math.Sin(Or(values[0])) + 0.3 * Or(values[1]) + (Or(values[2]) > 3 ? 5 : 0) + 0.1 * random.NextNormal());
        }
        return (features, targets);

        static double Or(double value) => double.IsNaN(value) ? 0 : value;
    }

    [Fact]
    public void Trees_are_evaluated_as_XGBoost_evaluates_them()
    {
        NeedXgboost();
        var (rows, targets) = Data(800, 7, 1);
        var (asked, _) = Data(500, 7, 2);
        foreach (var settings in new[] { BoostingSettings.SeedLike, BoostingSettings.Residuals, BoostingSettings.SeedLike with { Trees = 1, MaxDepth = 1 } })
        {
            var native = GradientBoosting.PredictNatively(rows, targets, settings, asked);
            var ensemble = GradientBoosting.Train(rows, targets, settings);
            Assert.Equal(settings.Trees, ensemble.Trees.Count);
            for (var row = 0; row < asked.Count; row++)
                Assert.Equal(native[row], ensemble.Predict(asked[row]), 1e-6 * Math.Max(1, Math.Abs(native[row])));
        }
    }

    [Theory]
    [InlineData("auto")]
    [InlineData("hist")]
    public void The_same_data_and_settings_predict_as_Pythons_xgboost_does(string method)
    {
        NeedXgboost();
        var (rows, targets) = Data(600, 6, 3);
        var (asked, _) = Data(200, 6, 4);
        var folder = Directory.CreateTempSubdirectory("berth-learn-");
        try
        {
            Write("train.csv", rows.Select((row, index) => row.Append(targets[index])));
            Write("asked.csv", asked);
            File.WriteAllText(Path.Combine(folder.FullName, "predict.py"), $$"""
                import sys
                try:
                    import numpy, xgboost
                except ImportError:
                    sys.exit(77)
                train = numpy.genfromtxt("train.csv", delimiter=",")
                asked = numpy.genfromtxt("asked.csv", delimiter=",")
                try:
                    model = xgboost.XGBRegressor(n_estimators=100, learning_rate=0.1, max_depth=5, random_state=42, tree_method="{{method}}")
                    model.fit(train[:, :-1], train[:, -1])
                    answers = model.predict(asked)
                except ImportError:
                    model = xgboost.train(dict(learning_rate=0.1, max_depth=5, seed=42, objective="reg:squarederror", tree_method="{{method}}"), xgboost.DMatrix(train[:, :-1], train[:, -1]), 100)
                    answers = model.predict(xgboost.DMatrix(asked))
                print("\n".join(repr(float(each)) for each in answers))
                """);
            var (code, output) = Python(folder.FullName);
            Assert.SkipWhen(code is 77 or 127, "Python's xgboost is absent: sudo apt-get install python3-xgboost");
            Assert.Equal(0, code);
            var expected = output.Split('\n', StringSplitOptions.RemoveEmptyEntries).Select(line => double.Parse(line, CultureInfo.InvariantCulture)).ToList();
            var ensemble = GradientBoosting.Train(rows, targets, BoostingSettings.SeedLike with { Method = method });
            Assert.Equal(asked.Count, expected.Count);
            for (var row = 0; row < asked.Count; row++)
                Assert.Equal(expected[row], ensemble.Predict(asked[row]), 1e-5);
        }
        finally
        {
            folder.Delete(recursive: true);
        }

        void Write(string name, IEnumerable<IEnumerable<double>> lines) => File.WriteAllLines(
            Path.Combine(folder.FullName, name), lines.Select(line => string.Join(',', line.Select(value => double.IsNaN(value) ? "nan" : value.ToString("R", CultureInfo.InvariantCulture)))));
    }

    private static (int Code, string Output) Python(string folder)
    {
        try
        {
            using var python = Process.Start(new ProcessStartInfo(File.Exists("/usr/bin/python3") ? "/usr/bin/python3" : "python3", "predict.py") { WorkingDirectory = folder, RedirectStandardOutput = true, RedirectStandardError = true })!;
            var errors = python.StandardError.ReadToEndAsync();
            var output = python.StandardOutput.ReadToEnd();
            python.WaitForExit();
            TestContext.Current.SendDiagnosticMessage(errors.Result);
            return (python.ExitCode, output);
        }
        catch (System.ComponentModel.Win32Exception)
        {
            return (127, "");
        }
    }

    [Fact]
    public void Training_again_gives_the_same_trees()
    {
        NeedXgboost();
        var (rows, targets) = Data(300, 5, 5);
        var (one, other) = (GradientBoosting.Train(rows, targets, BoostingSettings.SeedLike), GradientBoosting.Train(rows, targets, BoostingSettings.SeedLike));
        Assert.Equal(one.BaseScore, other.BaseScore);
        foreach (var (first, second) in one.Trees.Zip(other.Trees))
        {
            Assert.Equal(first.Feature, second.Feature);
            Assert.Equal(first.Value, second.Value);
        }
    }

    [Fact]
    public void The_gain_is_that_of_the_features_that_matter()
    {
        NeedXgboost();
        var (rows, targets) = Data(1000, 6, 6);
        var gain = GradientBoosting.Train(rows, targets, BoostingSettings.SeedLike).TotalGain(6);
        Assert.True(gain[1] + gain[2] > 10 * (gain[3] + gain[4] + gain[5]));
    }

    [Fact]
    public void What_XGBoost_cannot_take_is_an_error_that_says_where()
    {
        NeedXgboost();
        Assert.Contains("feature 2 of row 1 is Infinity", Message([[1, double.PositiveInfinity]], [1]));
        Assert.Contains("feature 1 of row 2 is 1E+300", Message([[1, 2], [1e300, 2]], [1, 2]));
        Assert.Contains("the target of row 2 is NaN", Message([[1], [2]], [1, double.NaN]));
        Assert.Contains("row 2 has 1 features, the first 2", Message([[1, 2], [1]], [1, 2]));
        Assert.Contains("no rows", Message([], []));
        Assert.Contains("XGBoost", Assert.Throws<BoostingException>(() => GradientBoosting.Train([[1], [2]], [1, 2], BoostingSettings.SeedLike with { Method = "no-such-method" })).Message);

        static string Message(double[][] rows, double[] targets) => Assert.Throws<ArgumentException>(() => GradientBoosting.Train(rows, targets, BoostingSettings.SeedLike)).Message;
    }

    [Fact]
    public void Four_targets_of_ten_thousand_rows_take_less_than_five_seconds()
    {
        NeedXgboost();
        var (rows, targets) = Data(10_000, 20, 7);
        var watch = Stopwatch.StartNew();
        Parallel.For(0, 4, target => GradientBoosting.Train(rows, targets.ConvertAll(value => value * (target + 1)), BoostingSettings.SeedLike));
        TestContext.Current.TestOutputHelper?.WriteLine($"100 trees for each of 4 targets on 10,000 rows of 20 features: {watch.Elapsed.TotalSeconds:0.00} s");
        // Twice the promise, because this machine may be busy with other tests.
        Assert.InRange(watch.Elapsed.TotalSeconds, 0, 10);
    }

    [Fact]
    public void A_tree_that_leads_nowhere_is_refused()
    {
        Tree sound = new([1, -1, -1], [2, -1, -1], [0, 0, 0], [5, 1, 2], [true, false, false], [1, 0, 0]);
        sound.Check(1);
        Assert.Equal((1, 2, 1), (sound.Predict([4.0]), sound.Predict([5.0]), sound.Predict([double.NaN])));
        Assert.Throws<InvalidDataException>(() => sound.Check(0));
        Assert.Throws<InvalidDataException>(() => (sound with { Left = [0, -1, -1] }).Check(1));
        Assert.Throws<InvalidDataException>(() => (sound with { Right = [3, -1, -1] }).Check(1));
        Assert.Throws<InvalidDataException>(() => (sound with { Value = [5, 1] }).Check(1));
        Assert.Throws<InvalidDataException>(() => (sound with { Value = [float.NaN, 1, 2] }).Check(1));
        Assert.Throws<InvalidDataException>(() => (sound with { Feature = [-1, 0, 0] }).Check(1));
    }
}
