using System.Text;
using Berth.Model;
using Berth.Policies.Solvers;

namespace Berth.Policies.Tests.Solvers;

public sealed class DimacsTests
{
    private const string Sample = """
        c from the specification
        c
        p min 4 5
        n 1 4
        n 4 -4
        a 1 2 0 4 2
        a 1 3 0 2 2
        a 2 3 0 2 1
        a 2 4 0 3 3
        a 3 4 0 5 1
        """;

    private static FlowNetwork Read(string text) => DimacsReader.Read(new StringReader(text));

    private static string Write(FlowNetwork network)
    {
        var text = new StringWriter();
        DimacsWriter.Write(text, network);
        return text.ToString();
    }

    [Fact]
    public void The_sample_of_the_specification_costs_14() => Assert.Equal(14, NetworkSimplex.Solve(Read(Sample)).Cost);

    [Fact]
    public void What_is_written_reads_back_the_same()
    {
        var network = new FlowNetwork();
        network.AddNode(3);
        network.AddNode(0);
        network.AddNode(-3);
        network.AddArc(0, 2, FlowNetwork.Unlimited, -5);
        network.AddArc(1, 1, 0, 7);
        network.AddArc(0, 2, 12, 1L << 50);
        var text = Write(network);
        Assert.Equal("p min 3 3\nn 1 3\nn 3 -3\na 1 3 0 -1 -5\na 2 2 0 0 7\na 1 3 0 12 1125899906842624\n", text);
        var again = Read(text);
        Assert.Equal(network.Supply.ToArray(), again.Supply.ToArray());
        Assert.Equal(network.Capacity.ToArray(), again.Capacity.ToArray());
        Assert.Equal(text, Write(again));
    }

    [Fact]
    public void A_comment_is_written_in_front()
    {
        var text = new StringWriter();
        DimacsWriter.Write(text, new(), "two\nlines");
        Assert.Equal("c two\nc lines\np min 0 0\n", text.ToString());
    }

    [Theory]
    [InlineData("", "line 1: the text ends without a 'p min NODES ARCS' line")]
    [InlineData("c only\n", "line 2: the text ends without")]
    [InlineData("p max 2 1\n", "line 1: the problem is 'max', expected 'min'")]
    [InlineData("p min 2\n", "line 1: a field is missing, expected 'p min NODES ARCS'")]
    [InlineData("p min two 1\n", "line 1: the number of nodes is 'two', expected a whole number")]
    [InlineData("p min -2 1\n", "line 1: the number of nodes is -2, not from 0")]
    [InlineData("p min 2 0\np min 2 0\n", "line 2: a second 'p' line")]
    [InlineData("n 1 1\n", "line 1: an 'n' line before")]
    [InlineData("a 1 2 0 1 1\n", "line 1: an 'a' line before")]
    [InlineData("p min 2 1\n\nn 3 1\n", "line 3: the node is 3, not from 1 to 2")]
    [InlineData("p min 2 1\nn 1 1\nn 1 2\n", "line 3: node 1 has a supply already")]
    [InlineData("p min 2 1\na 1 2 1 4 0\n", "line 2: the lower bound is 1; only 0 is supported")]
    [InlineData("p min 2 1\na 1 2 0 4\n", "line 2: a field is missing, expected 'a FROM TO LOWER CAPACITY COST'")]
    [InlineData("p min 2 1\na 1 2 0 4 1 9 9 9 9\n", "line 2: there are too many fields")]
    [InlineData("p min 2 1\na 1 2 0 4 1.5\n", "line 2: the cost is '1.5', expected a whole number")]
    [InlineData("p min 2 1\na 1 2 0 99999999999999999999 1\n", "line 2: the capacity is '99999999999999999999', expected a whole number of at most 63 bits")]
    [InlineData("p min 2 1\na 1 0 0 4 1\n", "line 2: the node is 0, not from 1 to 2")]
    [InlineData("p min 2 1\na 1 2 0 4 1\na 1 2 0 4 1\n", "line 3: one arc more than the 1 ")]
    [InlineData("p min 2 2\na 1 2 0 4 1\n", "line 3: the text ends after 1 of the 2 arcs")]
    [InlineData("p min 2 0\nx\n", "line 2: 'x' begins no line of this format")]
    public void What_is_wrong_is_said_with_its_line(string text, string message)
    {
        var error = Assert.Throws<DimacsException>(() => Read(text));
        Assert.StartsWith(message, error.Message, StringComparison.Ordinal);
        Assert.StartsWith($"line {error.Line}:", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Mutated_texts_give_errors_or_problems_that_can_be_solved()
    {
        var random = new RandomStream(1, "dimacs");
        for (var time = 0; time < 10_000; time++)
        {
            var text = new StringBuilder(Sample);
            for (var change = random.NextInt(4); change >= 0; change--)
                text[random.NextInt(text.Length)] = "pnac 0123456789-\n\tmi\u0000"[random.NextInt(21)];
            try
            {
                _ = NetworkSimplex.Solve(Read(text.ToString()));
            }
            catch (DimacsException)
            {
            }
        }
    }
}
