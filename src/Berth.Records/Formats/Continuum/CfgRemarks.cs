namespace Berth.Records.Formats.Continuum;

/// <summary>Why keys that the framework knows have no counterpart in an experiment.</summary>
internal static class CfgRemarks
{
    internal static readonly IReadOnlyList<(string Key, string Why)> Infrastructure =
    [
        ("cpu_pin", "Berth chooses itself which cores a node's processes run on"),
        ("external_physical_machines", "an emulated continuum runs on one machine"),
        ("netperf", "Berth measures every link before each run and compares it with what is configured"),
        ("base_path", "a run's files go to its folder in runs/"),
        ("prefixIP", "addresses are Berth's own"),
        ("middleIP", "addresses are Berth's own"),
        ("middleIP_base", "addresses are Berth's own"),
        ("delete", "nothing of a run is ever left behind"),
    ];

    internal static readonly IReadOnlyList<(string Key, string Why)> Benchmark =
    [
        ("docker_pull", "no container images are used"),
        ("application_worker_cpu", "a request to the Kubernetes scheduler without a limit; a worker may use its whole node"),
        ("application_worker_memory", "a request to the Kubernetes scheduler without a limit; a worker may use its whole node"),
        ("application_endpoint_cpu", "a source may use its whole node"),
        ("application_endpoint_memory", "a source may use its whole node"),
        ("applications_per_worker", "a node has one worker; in the framework several on a node process every picture several times"),
        ("observability", "Berth samples nodes and processes itself"),
        ("cache_worker", "no container images are used; set run.warmup for what warms up"),
        ("kube_version", "no Kubernetes is installed"),
    ];

    internal static readonly IReadOnlyList<(string Key, string Why)> ControlPlane =
    [
        ("kube_deployment", "no Kubernetes is installed"),
        ("runtime", "no containers are used"),
        ("runtime_filesystem", "no containers are used"),
        ("sleep_time", "belongs to an application that has no counterpart"),
        ("stress_app_timeout", "belongs to an application that has no counterpart"),
    ];

    internal static void Note(CfgFields fields, IReadOnlyList<(string Key, string Why)> remarks, List<string> notes)
    {
        foreach (var (key, why) in remarks)
            if (fields.Find(key) is { } entry)
                notes.Add($"{key} = {IniReader.Short(entry.Value)}: {why}");
    }
}
