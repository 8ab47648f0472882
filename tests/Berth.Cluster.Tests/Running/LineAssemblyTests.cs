using System.Text;
using Berth.Cluster.Api;

namespace Berth.Cluster.Tests.Running;

public sealed class LineAssemblyTests
{
    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(7)]
    [InlineData(100)]
    public void Lines_are_whole_however_they_were_cut(int size)
    {
        string[] expected = ["out worker-1 ready", "", "ärger mit ü", "the last has no end"];
        var bytes = Encoding.UTF8.GetBytes(string.Join("\n", expected));
        var lines = new List<string>();
        var assembly = new LineAssembly(lines.Add);
        foreach (var piece in bytes.Chunk(size))
            assembly.Add(piece);
        assembly.End();
        Assert.Equal(expected.Where(line => line.Length > 0), lines);
    }
}
