namespace Berth.Policies.Solvers;

/// <summary>
/// Reads minimum-cost flow problems in the DIMACS format (<i>The First DIMACS International Algorithm Implementation Challenge: Problem
/// Definitions and Specifications</i>, 1990), line by line: <c>c</c> comments, one <c>p min NODES ARCS</c>, <c>n NODE SUPPLY</c>,
/// <c>a FROM TO LOWER CAPACITY COST</c>. Nodes count from 1. A negative capacity is none, as netgen and LEMON write it; lower bounds must be 0.
/// </summary>
public sealed class DimacsReader
{
    private const int MostNodes = 50_000_000;

    private readonly Range[] _fields = new Range[8];
    private FlowNetwork? _network;
    private HashSet<int>? _supplied;
    private long _line;
    private int _arcs;

    private DimacsReader()
    {
    }

    /// <summary>Reads a problem; its arcs keep their order.</summary>
    /// <exception cref="DimacsException">The text is malformed.</exception>
    public static FlowNetwork Read(TextReader text)
    {
        ArgumentNullException.ThrowIfNull(text);
        var reader = new DimacsReader();
        while (text.ReadLine() is { } line)
        {
            reader._line++;
            reader.ReadLine(line);
        }
        return reader.Finish();
    }

    private void ReadLine(ReadOnlySpan<char> line)
    {
        var count = line.SplitAny(_fields, " \t", StringSplitOptions.RemoveEmptyEntries);
        if (count == 0)
            return;
        var kind = line[_fields[0]];
        switch (kind)
        {
            case "c":
                return;
            case "p":
                Problem(line, count);
                return;
            case "n":
                Node(line, count);
                return;
            case "a":
                Arc(line, count);
                return;
            default:
                throw Wrong($"'{Shown(kind)}' begins no line of this format; lines begin with c, p, n or a");
        }
    }

    private void Problem(ReadOnlySpan<char> line, int count)
    {
        if (_network is not null)
            throw Wrong("a second 'p' line; a file holds one problem");
        if (count > 1 && line[_fields[1]] is not "min")
            throw Wrong($"the problem is '{Shown(line[_fields[1]])}', expected 'min'");
        Expect(count, 4, "p min NODES ARCS");
        var nodes = (int)Number(line, 2, "number of nodes", 0, MostNodes);
        _arcs = (int)Number(line, 3, "number of arcs", 0, int.MaxValue / 2);
        // What a file announces is not trusted with memory: a large problem is grown as it is read.
        _network = new(nodes, Math.Min(_arcs, 1 << 20));
        _network.AddNodes(nodes);
        _supplied = [];
    }

    private void Node(ReadOnlySpan<char> line, int count)
    {
        var network = Begun("n");
        Expect(count, 3, "n NODE SUPPLY");
        var node = (int)Number(line, 1, "node", 1, network.NodeCount);
        if (!_supplied!.Add(node))
            throw Wrong($"node {node} has a supply already");
        network.SetSupply(node - 1, Number(line, 2, "supply", -long.MaxValue, long.MaxValue));
    }

    private void Arc(ReadOnlySpan<char> line, int count)
    {
        var network = Begun("a");
        Expect(count, 6, "a FROM TO LOWER CAPACITY COST");
        if (network.ArcCount == _arcs)
            throw Wrong($"one arc more than the {_arcs} that the 'p' line announced");
        var from = (int)Number(line, 1, "node", 1, network.NodeCount);
        var to = (int)Number(line, 2, "node", 1, network.NodeCount);
        if (Number(line, 3, "lower bound", long.MinValue, long.MaxValue) is var lower and not 0)
            throw Wrong($"the lower bound is {lower}; only 0 is supported: take it off the capacity and the supplies of both ends");
        var capacity = Number(line, 4, "capacity", long.MinValue, long.MaxValue);
        network.AddArc(from - 1, to - 1, capacity < 0 ? FlowNetwork.Unlimited : capacity, Number(line, 5, "cost", -long.MaxValue, long.MaxValue));
    }

    private FlowNetwork Finish()
    {
        _line++;
        if (_network is null)
            throw Wrong("the text ends without a 'p min NODES ARCS' line");
        return _network.ArcCount == _arcs ? _network : throw Wrong($"the text ends after {_network.ArcCount} of the {_arcs} arcs that the 'p' line announced");
    }

    private FlowNetwork Begun(string kind) => _network ?? throw Wrong($"an '{kind}' line before the 'p min NODES ARCS' line");

    private void Expect(int count, int expected, string form)
    {
        if (count != expected)
            throw Wrong($"{(count < expected ? "a field is missing" : "there are too many fields")}, expected '{form}'");
    }

    private long Number(ReadOnlySpan<char> line, int field, string name, long least, long most)
    {
        var text = line[_fields[field]];
        if (!long.TryParse(text, out var number))
            throw Wrong($"the {name} is '{Shown(text)}', expected a whole number of at most 63 bits");
        return number >= least && number <= most ? number : throw Wrong($"the {name} is {number}, not from {least} to {most}");
    }

    private static string Shown(ReadOnlySpan<char> text) => text.Length <= 24 ? text.ToString() : $"{text[..24]}…";

    private DimacsException Wrong(string problem) => new(_line, problem);
}
