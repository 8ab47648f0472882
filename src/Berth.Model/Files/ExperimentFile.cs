using System.Text.Json.Nodes;

namespace Berth.Model.Files;

/// <summary>The experiment file: read and checked as a whole, every mistake at once.</summary>
public static class ExperimentFile
{
    private const int LargestFile = 1 << 20;
    private const int MostVariants = 1000;

    /// <summary>Reads a file from disk.</summary>
    /// <param name="file">Path.</param>
    /// <param name="vocabulary">The words of policies, formats and kinds.</param>
    /// <param name="world">The world that it is read for; null is the one that it names.</param>
    /// <exception cref="IOException">It cannot be read.</exception>
    public static ReadResult Load(string file, Vocabulary vocabulary, World? world = null)
    {
        if (new FileInfo(file).Length > LargestFile)
            return Failed(new Diagnostic(0, 0, "the file is larger than 1 MiB", "an experiment is a page, not a data set"));
        return Parse(File.ReadAllText(file), vocabulary, Path.GetDirectoryName(Path.GetFullPath(file))!, world);
    }

    /// <summary>Reads a text; relative paths in it are taken from <paramref name="folder"/>.</summary>
    public static ReadResult Parse(string text, Vocabulary vocabulary, string folder, World? world = null)
    {
        var errors = new List<Diagnostic>();
        if (text.Length > LargestFile || new YamlTreeReader(text, errors).Read() is not { } tree)
            return Failed([.. errors]);
        if (tree is not YamlMap map)
            return Failed(new Diagnostic(tree.Line, tree.Column, $"the file holds {tree.Kind}, not an experiment", "begin with 'name:'"));
        var reader = new ExperimentReader(vocabulary, folder, world);
        var sweep = new Sweep();
        var variants = new List<Variant>();
        do
        {
            var experiment = FileFields.ReadRoot(map, sweep, errors, reader.Read);
            variants.Add(new(sweep.Settings, experiment));
            if (sweep.Size > MostVariants)
                errors.Add(new(0, 0, $"the lists give {sweep.Size} runs", $"at most {MostVariants}"));
        }
        while (errors.Count == 0 && sweep.Next());
        return errors.Count == 0
            ? new(variants, [])
            : Failed([.. errors.Distinct().OrderBy(error => error.Line).ThenBy(error => error.Column)]);
    }

    /// <summary>The JSON Schema of the file (draft 2020-12), written by the declarations that read it.</summary>
    public static JsonObject Schema(Vocabulary vocabulary)
    {
        var root = new SchemaFields();
        new ExperimentReader(vocabulary, ".", null).Read(root);
        var schema = root.ToSchema();
        schema.Insert(0, "$schema", "https://json-schema.org/draft/2020-12/schema");
        schema.Insert(1, "title", "Berth experiment");
        return schema;
    }

    private static ReadResult Failed(params IReadOnlyList<Diagnostic> errors) => new([], errors);
}
