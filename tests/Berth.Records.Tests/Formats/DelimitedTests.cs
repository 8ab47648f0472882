using System.IO.Compression;
using Berth.Records.Formats.Delimited;

namespace Berth.Records.Tests.Formats;

public sealed class DelimitedTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    private string Write(string text)
    {
        File.WriteAllText(_folder["file"], text);
        return _folder["file"];
    }

    private List<(int, string)> Lines(string text)
    {
        using var reader = new LineReader(Write(text));
        var lines = new List<(int, string)>();
        while (reader.Read())
            lines.Add((reader.Number, reader.Line.ToString()));
        return lines;
    }

    [Theory]
    [InlineData("", new string[0])]
    [InlineData("a", new[] { "a" })]
    [InlineData("a\n", new[] { "a" })]
    [InlineData("a\r\nb\rc\n\nd", new[] { "a", "b", "c", "", "d" })]
    [InlineData("\r\n\r\n", new[] { "", "" })]
    [InlineData("\uFEFFa\n", new[] { "a" })]
    public void Every_kind_of_line_end_is_one(string text, string[] expected) =>
        Assert.Equal(expected.Select((line, index) => (index + 1, line)), Lines(text));

    [Fact]
    public void Lines_are_what_the_framework_reads_wherever_the_buffer_ends()
    {
        // Lengths around the buffer's, so that every line end, and the two letters of CRLF, meet its end.
        var text = string.Concat(Enumerable.Range(16_370, 30).Select(length => new string('x', length) + (length % 3) switch { 0 => "\n", 1 => "\r\n", _ => "\r" }));
        var expected = new List<string>();
        using (var reader = new StringReader(text))
            while (reader.ReadLine() is { } line)
                expected.Add(line);
        Assert.Equal(expected, Lines(text).Select(line => line.Item2));
    }

    [Fact]
    public void An_endless_line_is_refused_before_it_fills_the_memory()
    {
        var failure = Assert.Throws<FormatException>(() => Lines("short\n" + new string('x', 3_000_000)));
        Assert.Contains("file:2: the line is longer than 1048576 characters", failure.Message);
    }

    [Fact]
    public void Packed_files_are_read_and_broken_ones_are_named()
    {
        var path = _folder["file.gz"];
        using (var packed = new StreamWriter(new GZipStream(File.Create(path), CompressionLevel.Fastest)))
            packed.Write("a\nb\n");
        using (var reader = new LineReader(path))
            Assert.True(reader.Read() && reader.Read() && reader.Line is "b" && !reader.Read());
        File.WriteAllText(path, "not packed");
        using var broken = new LineReader(path);
        Assert.Contains("file.gz:1: the file cannot be unpacked", Assert.Throws<FormatException>(() => broken.Read()).Message);
    }

    [Fact]
    public void Quotes_blanks_and_missing_fields_are_understood()
    {
        using var rows = new RowReader(Write("a, b ,\"c,\"\"d\"\"\" ,\n\n\"\",x"));
        Assert.True(rows.Read());
        Assert.Equal((4, "a", "b", "c,\"d\"", "", ""), (rows.Count, rows.Field(0).ToString(), rows.Field(1).ToString(), rows.Field(2).ToString(), rows.Field(3).ToString(), rows.Field(9).ToString()));
        Assert.True(rows.Read());
        Assert.Equal((3, 2, "", "x"), (rows.Line, rows.Count, rows.Field(0).ToString(), rows.Field(1).ToString()));
        Assert.False(rows.Read());
    }

    [Theory]
    [InlineData("a,\"b", "a quote is not closed")]
    [InlineData("a,\"b\"c", "something follows a closing quote")]
    public void Broken_quotes_are_named(string text, string message)
    {
        using var rows = new RowReader(Write("first\n" + text));
        rows.Read();
        Assert.Contains("file:2: " + message, Assert.Throws<FormatException>(() => rows.Read()).Message);
    }
}
