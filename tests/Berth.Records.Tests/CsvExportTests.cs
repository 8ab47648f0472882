using Berth.Records.Store;

namespace Berth.Records.Tests;

public sealed class CsvExportTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void Each_table_is_a_file_with_units_in_its_header()
    {
        using (var store = RunStore.Create(_folder["run.db"]))
        {
            store.AddItems(1, "camera", [Examples.Item(1, correct: null)]);
            store.AddNodeSamples(1, [Examples.Node(3)]);
            store.AddEvents(new EventRecord(null, 5, "", "a \"quoted\" word, and\nanother line"));
        }
        using (var reader = RunReader.Open(_folder["run.db"]))
            CsvExport.Write(reader, _folder["csv"]);
        Assert.Equal(
            ["checks", "cluster_nodes", "decisions", "deployments", "events", "execution_sizes", "executions", "items", "link_flows", "meta", "node_samples", "node_sets", "pod_decisions", "pod_ends", "process_samples", "requests", "samples", "scaling_decisions", "series", "service_intervals", "service_outcomes", "variants"],
            Directory.GetFiles(_folder["csv"]).Select(Path.GetFileNameWithoutExtension).Order(StringComparer.Ordinal));
        Assert.Equal(
            "deployment,workload,item,source,worker,outcome,bytes,scheduled_ns,preprocessed_ns,sent_ns,received_ns,dequeued_ns,processed_ns,replied_ns,returned_ns,correct\r\n" +
            "1,camera,1,endpoint-1,edge-2,completed,68001,1001,2000,3000,4000,5000,6000,7000,8000,\r\n",
            File.ReadAllText(_folder["csv/items.csv"]));
        Assert.EndsWith("\r\n1,edge-2,3000000000,999999999,0.30000000000000004,123456789\r\n", File.ReadAllText(_folder["csv/node_samples.csv"]), StringComparison.Ordinal);
        Assert.Equal("deployment,moment_ns,kind,text\r\n,5,\"\",\"a \"\"quoted\"\" word, and\nanother line\"\r\n", File.ReadAllText(_folder["csv/events.csv"]));
    }

    [Fact]
    public void A_folder_that_cannot_be_made_is_a_clear_error()
    {
        RunStore.Create(_folder["run.db"]).Dispose();
        using var reader = RunReader.Open(_folder["run.db"]);
        Assert.StartsWith("cannot write the CSV files in", Assert.Throws<RecordsException>(() => CsvExport.Write(reader, _folder["run.db"])).Message, StringComparison.Ordinal);
    }
}
