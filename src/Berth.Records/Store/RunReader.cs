using System.Data.Common;
using Berth.Model;
using Berth.Model.Observations;
using Berth.Policies;

namespace Berth.Records.Store;

/// <summary>Reads a run's database, also while it is being written and after its writer was killed.</summary>
public sealed partial class RunReader : IDisposable
{
    private readonly RunDatabase _database;

    private RunReader(RunDatabase database) => _database = database;

    /// <summary>Opens the records of a run.</summary>
    /// <exception cref="RecordsException">There are none, they are damaged, or another version of Berth wrote them.</exception>
    public static RunReader Open(RunFolder folder) => Open(folder.Database, folder.Connection);

    /// <summary>Opens a database.</summary>
    /// <param name="path">File of SQLite, or the place of one that points to PostgreSQL instead.</param>
    /// <param name="connection">Connection string to use instead of the one that was kept without its password; null for that one.</param>
    /// <exception cref="RecordsException">There is none, it is damaged, or another version of Berth wrote it.</exception>
    public static RunReader Open(string path, string? connection = null)
    {
        if (File.Exists(path))
            return RecordsFailure.Translate("read", path, () => Checked(SqliteDatabase.Open(path)));
        if (!File.Exists(StorePointer.FileOf(path)))
            throw new RecordsException($"cannot read {path}: there is no such file; give a folder that 'berth run' made");
        var pointer = RecordsFailure.Translate("read", StorePointer.FileOf(path), () => StorePointer.Read(path, connection));
        return RecordsFailure.Translate("read", pointer.Place, () => Checked(PostgresDatabase.Open(pointer)));
    }

    /// <summary>Every value of the run itself: JSON by key.</summary>
    public IReadOnlyDictionary<string, string> Meta() =>
        Read(Schema.Meta, "", row => (row.GetString(0), row.GetString(1))).ToDictionary(pair => pair.Item1, pair => pair.Item2);

    /// <summary>One value of the run itself; the default of its type when it was never set.</summary>
    public T? Meta<T>(string key) => Meta().TryGetValue(key, out var json) ? RecordJson.Read<T>(json) : default;

    /// <summary>The variants in order.</summary>
    public IReadOnlyList<VariantRecord> Variants() =>
        Read(Schema.Variants, "", row => new VariantRecord(row.GetInt32(0), row.GetString(1), RecordJson.Read<IReadOnlyList<Setting>>(row.GetString(2))));

    /// <summary>The deployments in order.</summary>
    public IReadOnlyList<DeploymentRecord> Deployments() => Read(Schema.Deployments, "", row => new DeploymentRecord(
        row.GetInt32(0), row.GetInt32(1), row.GetString(2), row.GetInt32(3), Number(row, 4),
        RecordJson.Read<IReadOnlyList<string>>(row.GetString(5)), RecordJson.Read<IReadOnlyList<string>>(row.GetString(6)),
        row.IsDBNull(7) ? null : row.GetInt64(7), row.IsDBNull(8) ? null : row.GetInt64(8), row.IsDBNull(9) ? null : row.GetString(9)));

    /// <summary>Names of the workloads that have items in a deployment.</summary>
    public IReadOnlyList<string> Workloads(int deployment) => [.. Items(deployment).Select(pair => pair.Workload).Distinct()];

    /// <summary>The items of a deployment with the workload of each.</summary>
    public IReadOnlyList<(string Workload, ItemTimeline Item)> Items(int deployment) => Read(Schema.Items, Of(deployment), row => (row.GetString(1), new ItemTimeline(
        row.GetInt32(2), row.GetString(3), row.GetString(4), OutcomeText.Parse(row.GetString(5)), row.GetInt64(6),
        row.GetInt64(7), row.GetInt64(8), row.GetInt64(9), row.GetInt64(10), row.GetInt64(11), row.GetInt64(12), row.GetInt64(13), row.GetInt64(14),
        row.IsDBNull(15) ? null : row.GetInt64(15) == 1)));

    /// <summary>The samples of a deployment's nodes.</summary>
    public IReadOnlyList<NodeSample> NodeSamples(int deployment) => Read(Schema.NodeSamples, Of(deployment), row =>
        new NodeSample(row.GetString(1), row.GetInt64(2), row.GetInt64(3), Number(row, 4), row.GetInt64(5)));

    /// <summary>The samples of a deployment's processes.</summary>
    public IReadOnlyList<ProcessSample> ProcessSamples(int deployment) => Read(Schema.ProcessSamples, Of(deployment), row => new ProcessSample(
        row.GetString(1), row.GetString(2), row.GetInt32(3), row.GetInt64(4), Number(row, 5), Number(row, 6), Number(row, 7), row.GetInt64(8),
        row.GetInt64(9), Number(row, 10), row.GetInt64(11), row.GetInt64(12), row.GetInt32(13), row.GetInt64(14), row.GetInt64(15), row.GetInt32(16),
        Number(row, 17)));

    /// <summary>The decisions of a deployment.</summary>
    public IReadOnlyList<Decision> Decisions(int deployment) => Read(Schema.Decisions, Of(deployment), row => new Decision(
        row.GetString(1), row.GetString(2), row.IsDBNull(3) ? null : row.GetString(3), row.GetString(4),
        RecordJson.Read<IReadOnlyList<Candidate>>(row.GetString(5))));

    /// <summary>What flowed over the links during a deployment.</summary>
    public IReadOnlyList<LinkFlow> LinkFlows(int deployment) => Read(Schema.LinkFlows, Of(deployment), row =>
        new LinkFlow(row.GetString(1), row.GetString(2), row.GetInt64(3), row.GetInt64(4), row.GetInt64(5), row.GetInt64(6), row.GetInt64(7)));

    /// <summary>The self-check of a variant's world.</summary>
    public IReadOnlyList<Check> Checks(int variant) => Read(Schema.Checks, $"WHERE variant = {variant}", row => new Check(
        row.GetString(1), row.GetString(2), row.GetString(3), Number(row, 4), Number(row, 5), Number(row, 6), row.GetInt32(7)));

    /// <summary>Every event in the order in which they were written.</summary>
    public IReadOnlyList<EventRecord> Events() => Read(Schema.Events, "", row =>
        new EventRecord(row.IsDBNull(0) ? null : row.GetInt32(0), row.GetInt64(1), row.GetString(2), row.GetString(3)));

    /// <inheritdoc/>
    public void Dispose() => _database.Dispose();

    /// <summary>Gives each row of a table, in the order of insertion, to an action.</summary>
    internal void ForEach(Table table, string where, Action<DbDataReader> action) => RecordsFailure.Translate("read", _database.Place, () =>
    {
        using var command = _database.Connection.CreateCommand();
        command.CommandText = table.SelectSql(where);
        using var row = command.ExecuteReader();
        while (row.Read())
            action(row);
    });

    private static RunReader Checked(RunDatabase database)
    {
        try
        {
            var version = database.Version();
            return version == Schema.Version
                ? new RunReader(database)
                : throw new RecordsException($"cannot read {database.Place}: its schema has version {version}, this Berth reads version {Schema.Version}; use the Berth that wrote it");
        }
        catch
        {
            database.Dispose();
            throw;
        }
    }

    private List<T> Read<T>(Table table, string where, Func<DbDataReader, T> map)
    {
        var values = new List<T>();
        ForEach(table, where, row => values.Add(map(row)));
        return values;
    }

    private static double Number(DbDataReader row, int column) => row.IsDBNull(column) ? double.NaN : row.GetDouble(column);

    private static string Of(int deployment) => $"WHERE deployment = {deployment}";
}
