namespace Berth.Records.Store;

/// <summary>The tables. A change of them raises <see cref="Version"/>.</summary>
internal static class Schema
{
    internal const int Version = 4;

    // A REAL may be NULL, which is how SQLite keeps a value that is not a number.
    private const string Integer = "INTEGER NOT NULL", Real = "REAL", Text = "TEXT NOT NULL", Key = "INTEGER PRIMARY KEY";

    private static readonly (string Name, string Type)[] ServiceKey = [("variant", Integer), ("service", Text), ("scaling", Text), ("repetition", Integer)];

    internal static readonly Table Meta = new("meta", [("key", "TEXT PRIMARY KEY"), ("json", Text)]);

    internal static readonly Table Variants = new("variants", [("variant", Key), ("label", Text), ("settings_json", Text)]);

    internal static readonly Table Deployments = new("deployments",
    [
        ("deployment", Key), ("variant", Integer), ("placement", Text), ("repetition", Integer), ("dilation", Real),
        ("sources_json", Text), ("workers_json", Text), ("start_ns", "INTEGER"), ("end_ns", "INTEGER"), ("failure", "TEXT"),
    ]);

    internal static readonly Table Items = new("items",
    [
        ("deployment", Integer), ("workload", Text), ("item", Integer), ("source", Text), ("worker", Text), ("outcome", Text), ("bytes", Integer),
        ("scheduled_ns", Integer), ("preprocessed_ns", Integer), ("sent_ns", Integer), ("received_ns", Integer), ("dequeued_ns", Integer),
        ("processed_ns", Integer), ("replied_ns", Integer), ("returned_ns", Integer), ("correct", "INTEGER"),
    ], "deployment");

    internal static readonly Table NodeSamples = new("node_samples",
    [
        ("deployment", Integer), ("node", Text), ("moment_ns", Integer), ("interval_ns", Integer), ("utilization_ratio", Real), ("memory_bytes", Integer),
    ], "deployment");

    internal static readonly Table ProcessSamples = new("process_samples",
    [
        ("deployment", Integer), ("node", Text), ("role", Text), ("pid", Integer), ("moment_ns", Integer), ("cpu_percent", Real),
        ("user_s", Real), ("system_s", Real), ("resident_bytes", Integer), ("virtual_bytes", Integer), ("memory_percent", Real),
        ("read_bytes", Integer), ("written_bytes", Integer), ("threads", Integer), ("voluntary_switches", Integer), ("involuntary_switches", Integer),
        ("connections", Integer), ("uptime_s", Real),
    ], "deployment");

    internal static readonly Table Decisions = new("decisions",
        [("deployment", Integer), ("policy", Text), ("subject", Text), ("chosen", "TEXT"), ("reason", Text), ("candidates_json", Text)], "deployment");

    internal static readonly Table LinkFlows = new("link_flows",
    [
        ("deployment", Integer), ("from_node", Text), ("to_node", Text), ("packets", Integer), ("bytes", Integer),
        ("lost_by_chance_packets", Integer), ("dropped_by_queue_packets", Integer), ("dropped_down_packets", Integer),
    ], "deployment");

    internal static readonly Table Checks = new("checks",
    [
        ("variant", Integer), ("subject", Text), ("quantity", Text), ("unit", Text), ("configured", Real), ("achieved", Real),
        ("tolerance", Real), ("samples", Integer),
    ]);

    internal static readonly Table ServiceOutcomes = new("service_outcomes",
    [
        .. ServiceKey, ("duration_s", Real), ("requests", Integer), ("completed", Integer), ("refused", Integer), ("lost", Integer),
        ("mean_s", Real), ("p50_s", Real), ("p95_s", Real), ("p99_s", Real), ("attainment_ratio", Real), ("core_s", Real), ("standby_core_s", Real),
        ("changes", Integer), ("energy_j", Real), ("carbon_g", Real), ("cost", Real), ("cdf_json", Text),
    ]);

    internal static readonly Table ServiceIntervals = new("service_intervals",
    [
        .. ServiceKey, ("end_s", Real), ("arrivals_per_s", Real), ("queued", Real), ("ready", Real), ("desired", Integer), ("cores", Real),
        ("busy_percent", Real), ("p99_s", Real), ("failed", Integer),
    ]);

    internal static readonly Table ScalingDecisions = new("scaling_decisions",
        [.. ServiceKey, ("at_s", Real), ("from_replicas", Integer), ("to_replicas", Integer), ("reason", Text), ("terms_json", Text)]);

    internal static readonly Table ExecutionSizes = new("execution_sizes", [("size", "TEXT PRIMARY KEY"), ("cores", Real), ("memory_bytes", Integer), ("speed_ratio", Real)]);

    internal static readonly Table Executions = new("executions",
    [
        ("deployment", Integer), ("number", Integer), ("function", Text), ("node", Text), ("pid", Integer), ("size", Text), ("parameters_json", Text),
        ("start_ns", Integer), ("end_ns", Integer), ("outcome", Text), ("work", Real), ("cpu_s", Real), ("peak_bytes", Integer), ("energy_j", Real),
        ("result_json", Text),
    ], "deployment");

    internal static readonly Table Events = new("events", [("deployment", "INTEGER"), ("moment_ns", Integer), ("kind", Text), ("text", Text)]);

    internal static readonly Table Series = new("series", [("series", Key), ("name", Text), ("kind", Text), ("labels_json", Text)]);

    internal static readonly Table Samples = new("samples", [("series", Integer), ("moment_ns", Integer), ("value", Real)], "series");

    internal static readonly Table Requests = new("requests",
    [
        ("pod", Text), ("endpoint", Text), ("method", Text), ("start_ns", Integer), ("end_ns", Integer), ("status", "INTEGER"), ("payload_json", Text),
    ]);

    internal static readonly Table ClusterNodes = new("cluster_nodes",
    [
        ("moment_ns", Integer), ("node", Text), ("present", Integer), ("site", Text), ("tier", Text), ("cores", Real), ("memory_bytes", Real), ("gpus", Integer),
        ("speed_ratio", Real), ("idle_w", Real), ("peak_w", Real), ("sleep_w", Real), ("carbon_g_per_kwh", Real), ("pue_ratio", Real), ("price_per_kwh", Real),
    ]);

    internal static readonly Table PodDecisions = new("pod_decisions",
    [
        ("number", Integer), ("moment_ns", Integer), ("pod", Text), ("uid", Text), ("outcome", Text), ("node", "TEXT"), ("reason", Text), ("cores", Real), ("memory_bytes", Real),
        ("gpus", Integer), ("priority", Integer), ("length_s", Real), ("open_set", "INTEGER"), ("note_json", "TEXT"), ("situation", "INTEGER"),
    ]);

    internal static readonly Table NodeSets = new("node_sets", [("node_set", Key), ("nodes_json", Text)]);

    internal static readonly Table PodEnds = new("pod_ends", [("moment_ns", Integer), ("pod", Text), ("uid", Text)]);

    internal static readonly IReadOnlyList<Table> Tables =
        [Meta, Variants, Deployments, Items, NodeSamples, ProcessSamples, Decisions, LinkFlows, Checks, Events, ServiceOutcomes, ServiceIntervals, ScalingDecisions, ExecutionSizes, Executions,
            Series, Samples, Requests, ClusterNodes, PodDecisions, NodeSets, PodEnds];
}
