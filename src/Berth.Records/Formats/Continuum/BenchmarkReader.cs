namespace Berth.Records.Formats.Continuum;

/// <summary>Reads and checks the section [benchmark] and [execution_model] against the nodes that there are.</summary>
internal sealed class BenchmarkReader(InfrastructureReader nodes, List<string> notes)
{
    private const string Pictures = "image_classification";

    /// <summary>Cloud nodes that only control the others.</summary>
    internal int Controllers { get; private set; }

    internal string Placement { get; private set; } = "local";

    internal int? Rate { get; private set; }

    internal int? Seconds { get; private set; }

    internal string Transport { get; private set; } = "mqtt";

    internal void Read(CfgFields fields, CfgFields? model)
    {
        var manager = fields.Word("resource_manager", true, "kubernetes", "kubeedge", "mist", "none", "kubecontrol", "kube_kata");
        var managerOnly = fields.Flag("resource_manager_only");
        if (managerOnly && fields.Find("application") is not null)
            fields.Error("application", "'application' is given, but resource_manager_only = True runs none", "remove one of the two");
        var application = managerOnly ? null : fields.Word("application", true, Pictures, "empty", "empty_kata", "mem_usage", "stress");
        ReadApplication(fields, application);
        fields.Flag("docker_pull");
        fields.Flag("cache_worker");
        var observability = fields.Flag("observability");
        foreach (var key in (string[])["worker_cpu", "worker_memory", "endpoint_cpu", "endpoint_memory"])
            fields.Number($"application_{key}", 0.001, 1e6);
        fields.Integer("applications_per_worker", 1, int.MaxValue);
        if (manager is "kubecontrol" or "kube_kata")
            ReadControlPlane(fields, manager);
        if (manager is not null)
        {
            CheckNodes(fields, manager, application);
            CheckApplication(fields, manager, application, observability);
            Place(manager, managerOnly, application);
        }
        if (model is not null)
            ReadModel(model, manager, application);
        CfgRemarks.Note(fields, CfgRemarks.Benchmark, notes);
        CfgRemarks.Note(fields, CfgRemarks.ControlPlane, notes);
        CfgReader.Leftovers(fields, notes);
    }

    private void ReadApplication(CfgFields fields, string? application)
    {
        var frequency = fields.Integer("frequency", 1, 10_000, application == Pictures);
        var duration = fields.Integer("duration", 1, 1_000_000);
        fields.Integer("sleep_time", 1, int.MaxValue, application is "empty" or "empty_kata");
        fields.Integer("stress_app_timeout", 1, int.MaxValue, application == "stress");
        if (application == Pictures)
            (Rate, Seconds) = (frequency ?? 1, duration ?? 300);
        else if (application is not null)
            notes.Add($"application = {application}: it measures Kubernetes itself and has no counterpart");
    }

    private static void ReadControlPlane(CfgFields fields, string manager)
    {
        fields.Word("kube_deployment", false, "pod", "container", "file", "call");
        if (manager != "kube_kata")
            return;
        var runtime = fields.Word("runtime", false, "runc", "kata-qemu", "kata-fc");
        var files = fields.Word("runtime_filesystem", false, "overlayfs", "devmapper");
        if (runtime == "kata-fc" && files == "overlayfs")
            fields.Error("runtime_filesystem", "runtime kata-fc cannot use overlayfs", "write devmapper");
    }

    private void CheckNodes(CfgFields fields, string manager, string? application)
    {
        var (clouds, edges, endpoints) = (nodes.Nodes("cloud"), nodes.Nodes("edge"), nodes.Nodes("endpoint"));
        if (nodes.Provider == "baremetal")
        {
            notes.Add("provider = baremetal: the framework refuses every such file by a mistake in its own check; imported as it is meant");
            Require(clouds == 1 && edges == 0 && endpoints >= 1, "baremetal has one cloud node, no edge nodes and at least one endpoint");
            return;
        }
        switch (manager)
        {
            case "kubernetes":
                Require(clouds >= 1 && edges == 0, "kubernetes needs at least one cloud node and no edge nodes");
                if (application is not null && clouds == 1)
                    Require(false, "the first cloud node is the Kubernetes controller, so there is no worker", "at least 2");
                else if (clouds > 1)
                    Require(endpoints % (clouds - 1) == 0, $"{endpoints} endpoints cannot be shared equally by {clouds - 1} workers (the first cloud node is the controller)");
                break;
            case "kubeedge":
                Require(clouds == 1 && edges >= 1, "kubeedge needs exactly one cloud node, the controller, and at least one edge node");
                Require(edges == 0 || endpoints % edges == 0, $"{endpoints} endpoints cannot be shared equally by {edges} edge nodes");
                break;
            case "mist":
                Require(clouds == 0 && edges >= 1 && endpoints >= 1, "mist needs no cloud nodes, at least one edge node and at least one endpoint");
                Require(edges == 0 || endpoints % edges == 0, $"{endpoints} endpoints cannot be shared equally by {edges} edge nodes");
                break;
            case "kubecontrol" or "kube_kata":
                Require(clouds >= 2 && edges == 0, $"{manager} needs at least two cloud nodes and no edge nodes");
                break;
        }
        if (application == Pictures)
            Require(endpoints >= 1, "image_classification needs at least one endpoint");

        void Require(bool holds, string message, string? suggestion = null)
        {
            if (!holds)
                fields.Error("resource_manager", $"{message}; there are {clouds} cloud, {edges} edge and {endpoints} endpoint nodes", suggestion);
        }
    }

    private static void CheckApplication(CfgFields fields, string manager, string? application, bool observability)
    {
        if (application is "stress" or "mem_usage" && manager != "kubecontrol")
            fields.Error("application", $"the application {application} needs resource_manager = kubecontrol");
        if (observability && manager is not ("kubernetes" or "kubecontrol" or "kube_kata"))
            fields.Error("observability", $"observability is not available with {manager}", "kubernetes, kubecontrol or kube_kata");
    }

    private void Place(string manager, bool managerOnly, string? application)
    {
        var baremetal = nodes.Provider == "baremetal";
        (Placement, Controllers) = manager switch
        {
            _ when baremetal => ("cloud", 0),
            "kubernetes" or "kubecontrol" or "kube_kata" => ("cloud", 1),
            "kubeedge" => ("edge", 1),
            "mist" => ("edge", 0),
            _ => ("local", 0),
        };
        notes.Add(manager switch
        {
            _ when baremetal => $"resource_manager = {manager}: on baremetal the cloud node is the worker, placement 'cloud'",
            "mist" => "resource_manager = mist: its edge machines are strong neighbours of the endpoints; placement 'edge' reaches them, as Berth's 'mist' means other nodes of the source's own site",
            "none" => "resource_manager = none: every endpoint processes its own pictures, placement 'local'",
            _ => $"resource_manager = {manager}: work goes to the {Placement} nodes by Berth's placement '{Placement}'" + (Controllers == 1 ? "; the first cloud node is a controller, which Berth does not need" : ""),
        });
        if (managerOnly)
            notes.Add("resource_manager_only = True: the framework installs software and measures nothing");
        if (application == Pictures)
            notes.Add($"application = {Pictures}: Berth's own classifier and pictures of about the same size");
    }

    private void ReadModel(CfgFields fields, string? manager, string? application)
    {
        if (fields.Word("model", true, "openfaas") is not null)
        {
            if (manager is not null && manager != "kubernetes")
                fields.Error("model", $"openfaas needs resource_manager = kubernetes, not {manager}");
            if (application is not null && application != Pictures)
                fields.Error("model", $"openfaas needs application = {Pictures}, not {application}");
            Transport = "http";
            notes.Add("model = openfaas: functions become requests over HTTP on a schedule, not one after another, and the classifier is loaded once, not for each request");
        }
        CfgReader.Leftovers(fields, notes);
    }
}
