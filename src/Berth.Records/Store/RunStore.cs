using System.Data.Common;
using Berth.Model;
using Berth.Model.Observations;
using Berth.Policies;

namespace Berth.Records.Store;

/// <summary>
/// Writes what happens during a run to its database. Each call is one transaction: when it returns, what it was given survives the
/// death of the process, and a <see cref="RunReader"/> sees it at once. May be called from any thread.
/// </summary>
/// <remarks>
/// SQLite with a write-ahead log and <c>synchronous=NORMAL</c>: a killed process loses nothing that was acknowledged; a power cut may
/// lose the last moments but never the database (https://www.sqlite.org/wal.html). Or a schema of a PostgreSQL database, by connection string.
/// </remarks>
public sealed partial class RunStore : IDisposable
{
    private readonly Lock _gate = new();
    private readonly RunDatabase _database;

    private RunStore(RunDatabase database) => _database = database;

    /// <summary>Makes the records of a run in its folder, or where its folder says.</summary>
    /// <exception cref="RecordsException">They exist already or cannot be written. A new folder whose server does not take them is removed.</exception>
    public static RunStore Create(RunFolder folder)
    {
        try
        {
            return Create(folder.Database, folder.Connection);
        }
        catch (RecordsException) when (folder.Connection is not null && !folder.HasRecords)
        {
            folder.Remove();
            throw;
        }
    }

    /// <summary>Makes a new database.</summary>
    /// <param name="path">File of SQLite; with a connection string, the place of the file that points to PostgreSQL.</param>
    /// <param name="connection">Connection string of a PostgreSQL database that gets a schema for this run; null for a file.</param>
    /// <exception cref="RecordsException">The file exists already or cannot be written, or the server cannot be reached.</exception>
    public static RunStore Create(string path, string? connection = null)
    {
        if (File.Exists(path) || File.Exists(StorePointer.FileOf(path)))
            throw new RecordsException($"{path} exists already; a run never writes into the records of another");
        if (connection is null)
            return RecordsFailure.Translate("write", path, () => new RunStore(SqliteDatabase.Create(path)));
        var pointer = StorePointer.Make(connection, path);
        return RecordsFailure.Translate("write", pointer.Place, () =>
        {
            var store = new RunStore(PostgresDatabase.Create(pointer));
            pointer.Write(path);
            return store;
        });
    }

    /// <summary>Keeps a value of the run itself as JSON, instead of the one that had this key.</summary>
    public void SetMeta<T>(string key, T value) => Insert(Schema.Meta, [value], (each, row) => (row[0], row[1]) = (key, RecordJson.Write(each)));

    /// <summary>Adds the variants of the run, numbered from 1 in their order.</summary>
    public void AddVariants(IReadOnlyList<Variant> variants) => Insert(Schema.Variants, variants.Index(), (each, row) =>
        (row[0], row[1], row[2]) = (each.Index + 1, each.Item.Label, RecordJson.Write(each.Item.Settings)));

    /// <summary>Adds a deployment, or replaces the one with its number: written when it begins, and again when its measured time is known and over.</summary>
    public void SetDeployment(DeploymentRecord deployment) => Insert(Schema.Deployments, [deployment], static (each, row) =>
    {
        (row[0], row[1], row[2], row[3], row[4]) = (each.Deployment, each.Variant, each.Placement, each.Repetition, each.Dilation);
        (row[5], row[6]) = (RecordJson.Write(each.Sources), RecordJson.Write(each.Workers));
        (row[7], row[8], row[9]) = (each.Start, each.End, each.Failure);
    });

    /// <summary>Adds items of a workload, undilated.</summary>
    public void AddItems(int deployment, string workload, IEnumerable<ItemTimeline> items) => Insert(Schema.Items, items, (each, row) =>
    {
        (row[0], row[1], row[2], row[3]) = (deployment, workload, each.Item, each.Source);
        (row[4], row[5], row[6]) = (each.Worker, OutcomeText.Of(each.Outcome), each.Bytes);
        (row[7], row[8], row[9], row[10]) = (each.Scheduled, each.Preprocessed, each.Sent, each.Received);
        (row[11], row[12], row[13], row[14]) = (each.Dequeued, each.Processed, each.Replied, each.Returned);
        row[15] = each.Correct is { } correct ? (correct ? 1 : 0) : null;
    });

    /// <summary>Adds samples of nodes.</summary>
    public void AddNodeSamples(int deployment, IEnumerable<NodeSample> samples) => Insert(Schema.NodeSamples, samples, (each, row) =>
    {
        (row[0], row[1], row[2]) = (deployment, each.Node, each.Moment);
        (row[3], row[4], row[5]) = (each.Interval, each.Utilization, each.MemoryBytes);
    });

    /// <summary>Adds samples of processes.</summary>
    public void AddProcessSamples(int deployment, IEnumerable<ProcessSample> samples) => Insert(Schema.ProcessSamples, samples, (each, row) =>
    {
        (row[0], row[1], row[2], row[3], row[4], row[5]) = (deployment, each.Node, each.Role, each.Pid, each.Moment, each.CpuPercent);
        (row[6], row[7], row[8], row[9], row[10]) = (each.UserSeconds, each.SystemSeconds, each.ResidentBytes, each.VirtualBytes, each.MemoryPercent);
        (row[11], row[12], row[13]) = (each.ReadBytes, each.WrittenBytes, each.Threads);
        (row[14], row[15], row[16], row[17]) = (each.VoluntarySwitches, each.InvoluntarySwitches, each.Connections, each.UptimeSeconds);
    });

    /// <summary>Adds decisions with their candidates.</summary>
    public void AddDecisions(int deployment, IEnumerable<Decision> decisions) => Insert(Schema.Decisions, decisions, (each, row) =>
    {
        (row[0], row[1], row[2], row[3]) = (deployment, each.Policy, each.Subject, each.Chosen);
        (row[4], row[5]) = (each.Reason, RecordJson.Write(each.Candidates));
    });

    /// <summary>Adds what flowed over the links.</summary>
    public void AddLinkFlows(int deployment, IEnumerable<LinkFlow> flows) => Insert(Schema.LinkFlows, flows, (each, row) =>
    {
        (row[0], row[1], row[2], row[3], row[4]) = (deployment, each.From, each.To, each.Packets, each.Bytes);
        (row[5], row[6], row[7]) = (each.LostByChance, each.DroppedByQueue, each.DroppedDown);
    });

    /// <summary>Adds the self-check of a variant's world.</summary>
    public void AddChecks(int variant, IEnumerable<Check> checks) => Insert(Schema.Checks, checks, (each, row) =>
    {
        (row[0], row[1], row[2], row[3]) = (variant, each.Subject, each.Quantity, each.Unit);
        (row[4], row[5], row[6], row[7]) = (each.Configured, each.Achieved, each.Tolerance, each.Samples);
    });

    /// <summary>Adds events.</summary>
    public void AddEvents(params IEnumerable<EventRecord> events) => Insert(Schema.Events, events, static (each, row) =>
        (row[0], row[1], row[2], row[3]) = (each.Deployment, each.Moment, each.Kind, each.Text));

    /// <summary>Closes the database, so that it can be copied and read anywhere.</summary>
    public void Dispose()
    {
        lock (_gate)
            _database.Dispose();
    }

    private void Insert<T>(Table table, IEnumerable<T> values, Action<T, object?[]> fill) => Write(transaction => Insert(transaction, table, values, fill));

    /// <summary>One transaction.</summary>
    private void Write(Action<DbTransaction> write)
    {
        lock (_gate)
            RecordsFailure.Translate("write", _database.Place, () =>
            {
                using var transaction = _database.Connection.BeginTransaction();
                write(transaction);
                transaction.Commit();
            });
    }

    private void Insert<T>(DbTransaction transaction, Table table, IEnumerable<T> values, Action<T, object?[]> fill)
    {
        var row = new object?[table.Columns.Count];
        _database.Insert(transaction, table, values.Select(value =>
        {
            fill(value, row);
            return row;
        }));
    }
}
