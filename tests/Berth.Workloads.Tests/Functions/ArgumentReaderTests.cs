using System.Text.Json;
using Berth.Workloads.Functions;
using Berth.Workloads.Functions.Parameters;
using FsCheck;
using FsCheck.Fluent;

namespace Berth.Workloads.Tests.Functions;

public sealed class ArgumentReaderTests
{
    private static readonly IReadOnlyList<Parameter> Parameters =
    [
        new("count", ParameterKind.Integer, 1, 1000, 10, "how many"),
        new("seconds", ParameterKind.Number, 0.1, 60, 4, "how long"),
        new("input", ParameterKind.Integer, 0, 1e13, null, "what"),
    ];

    [Theory]
    [InlineData("""{"input":5}""", 10, 4, 5)]
    [InlineData("""{"input":5,"count":1000,"seconds":0.1}""", 1000, 0.1, 5)]
    [InlineData("""{"input":1e13,"count":2.0}""", 2, 4, 1e13)]
    public void What_is_right_is_taken_and_the_rest_filled_in(string body, double count, double seconds, double input)
    {
        var arguments = ArgumentReader.Read(Parameters, JsonDocument.Parse(body).RootElement);
        Assert.Equal((count, seconds, input), (arguments.Integer("count"), arguments.Number("seconds"), arguments.Integer("input")));
        Assert.Equal(["count", "seconds", "input"], arguments.ToJson().Select(pair => pair.Key));
    }

    [Theory]
    [InlineData("""{"input":5,"cout":3}""", "cout: is no parameter; did you mean 'count'?")]
    [InlineData("""{"input":5,"something":3}""", "something: is no parameter; known: count, seconds, input")]
    [InlineData("""{"input":5,"count":"3"}""", "count: the text \"3\" is no number; a whole number from 1 to 1000; without it: 10")]
    [InlineData("""{"input":5,"count":true}""", "count: true is no number; a whole number from 1 to 1000; without it: 10")]
    [InlineData("""{"input":5,"count":[1]}""", "count: a list is no number; a whole number from 1 to 1000; without it: 10")]
    [InlineData("""{"input":5,"count":null}""", "count: null is no number; a whole number from 1 to 1000; without it: 10")]
    [InlineData("""{"input":5,"count":2.6}""", "count: 2.6 is not whole; a whole number from 1 to 1000; nearest: 3")]
    [InlineData("""{"input":5,"count":0}""", "count: 0 is too small; a whole number from 1 to 1000; nearest: 1")]
    [InlineData("""{"input":5,"count":1e9}""", "count: 1e9 is too large; a whole number from 1 to 1000; nearest: 1000")]
    [InlineData("""{"input":5,"seconds":0.05}""", "seconds: 0.05 is too small; a number from 0.1 to 60; nearest: 0.1")]
    [InlineData("""{"input":5,"input":6}""", "input: is given twice; once")]
    [InlineData("""{"count":5}""", "input: is missing; a whole number from 0 to 10000000000000")]
    [InlineData("""[5]""", "the body is a list; a JSON object of parameters, such as {\"count\":10}")]
    [InlineData("""{"cout":1,"input":-1}""", "cout: is no parameter; did you mean 'count'? | input: -1 is too small; a whole number from 0 to 10000000000000; nearest: 0")]
    public void What_is_wrong_is_said_all_at_once(string body, string sentence)
    {
        var failure = Assert.Throws<ArgumentsException>(() => ArgumentReader.Read(Parameters, JsonDocument.Parse(body).RootElement));
        Assert.Equal(sentence, failure.Message);
    }

    [Theory]
    [InlineData("count", "x", "count: 'x' is no number; a whole number from 1 to 1000; without it: 10")]
    [InlineData("count", "NaN", "count: 'NaN' is not finite; a whole number from 1 to 1000; without it: 10")]
    [InlineData("count", "", "count: '' is no number; a whole number from 1 to 1000; without it: 10")]
    public void A_query_is_checked_the_same_way(string name, string text, string sentence)
    {
        var failure = Assert.Throws<ArgumentsException>(() => ArgumentReader.Read(Parameters, [("input", "5"), (name, text)]));
        Assert.Equal(sentence, failure.Message);
    }

    [Fact]
    public void Every_whole_number_of_the_range_is_taken_and_no_other() => Prop.ForAll(Arb.From(Gen.Choose(-2000, 2000)), value =>
    {
        var body = JsonDocument.Parse($$"""{"input":1,"count":{{value}}}""").RootElement;
        if (value is >= 1 and <= 1000)
            Assert.Equal(value, ArgumentReader.Read(Parameters, body).Integer("count"));
        else
            Assert.Throws<ArgumentsException>(() => ArgumentReader.Read(Parameters, body));
    }).QuickCheckThrowOnFailure();

    [Fact]
    public void The_functions_have_the_defaults_of_the_student_project()
    {
        double? Default(string function, string name) => FunctionCatalog.ParametersOf(function).Single(parameter => parameter.Name == name).Default;
        Assert.Equal(["dense", "pi", "video", "stress"], FunctionCatalog.Names);
        Assert.Equal((20_000.0, 5.0, 32.0, 2.0, 128.0), (Default("dense", "num_samples"), Default("dense", "epochs"), Default("dense", "batch_size"), Default("dense", "num_layers"), Default("dense", "units")));
        Assert.Equal((100_000_000.0, 1.0, 4.0, (double?)null), (Default("pi", "num_samples"), Default("video", "profile"), Default("video", "seconds"), Default("stress", "input")));
    }
}
