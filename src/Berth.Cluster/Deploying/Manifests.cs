using System.Globalization;
using System.Text.Json.Nodes;
using Berth.Cluster.Scheduling;
using Berth.Model;

namespace Berth.Cluster.Deploying;

/// <summary>The objects of an experiment, as the API takes them.</summary>
internal static class Manifests
{
    /// <summary>Label: who made an object.</summary>
    internal const string ManagedBy = "app.kubernetes.io/managed-by";

    /// <summary>Its value.</summary>
    internal const string Manager = "berth";

    /// <summary>Label: of which experiment an object is.</summary>
    internal const string Experiment = "berth/experiment";

    /// <summary>Label: of which server a pod is.</summary>
    internal const string App = "app";

    /// <summary>Label: of which workload a pod is a worker.</summary>
    internal const string Workload = "berth/workload";

    /// <summary>Label: which node of the continuum a pod is.</summary>
    internal const string Node = "berth/node";

    /// <summary>Annotation of a namespace: the host and the process that it belongs to while they live.</summary>
    internal const string Owner = "berth/owner";

    /// <summary>Numeric, since a kubelet that must not start root cannot tell from a name. It is that of the image.</summary>
    private const int User = 65532;

    /// <summary>Name of the container of a pod.</summary>
    internal const string Container = "berth";

    /// <summary>What every object has.</summary>
    /// <param name="name">Its name; one that ends in a hyphen is completed by the server.</param>
    /// <param name="experiment">Label of the experiment.</param>
    /// <param name="owner">Reference to the object that it is deleted with; null is none.</param>
    /// <param name="labels">Further labels.</param>
    internal static JsonObject Metadata(string name, string experiment, JsonNode? owner, params ReadOnlySpan<(string Name, string Value)> labels)
    {
        var all = new JsonObject { [ManagedBy] = Manager, [Experiment] = experiment };
        foreach (var (label, value) in labels)
            all[label] = value;
        var metadata = new JsonObject { [name.EndsWith('-') ? "generateName" : "name"] = name, ["labels"] = all };
        if (owner is not null)
            metadata["ownerReferences"] = new JsonArray(owner.DeepClone());
        return metadata;
    }

    /// <summary>A node of the continuum as a pod of its size, which waits for what it is told.</summary>
    /// <param name="node">The node.</param>
    /// <param name="image">Image of the program.</param>
    /// <param name="experiment">Label of the experiment.</param>
    /// <param name="owner">Reference to the object that it is deleted with.</param>
    /// <param name="selector">Labels of the nodes of the cluster on which it may run; null is any.</param>
    internal static JsonObject NodePod(Model.Node node, string image, string experiment, JsonNode owner, (string Label, string Value)? selector)
    {
        var spec = PodSpec(image, [Workloads.Programs.NodeAgent.Verb], Size(node.Site), selector);
        var container = spec["containers"]![0]!;
        container["stdin"] = true;
        // When whoever drives the node is gone, it ends.
        container["stdinOnce"] = true;
        spec["restartPolicy"] = "Never";
        spec["topologySpreadConstraints"] = new JsonArray(new JsonObject
        {
            ["maxSkew"] = 1,
            ["topologyKey"] = "kubernetes.io/hostname",
            ["whenUnsatisfiable"] = "ScheduleAnyway",
            ["labelSelector"] = new JsonObject { ["matchLabels"] = new JsonObject { [BerthLabels.Site] = node.Site.Name } },
        });
        return new()
        {
            ["apiVersion"] = "v1",
            ["kind"] = "Pod",
            ["metadata"] = Metadata(node.Name, experiment, owner, (Node, node.Name), (BerthLabels.Site, node.Site.Name)),
            ["spec"] = spec,
        };
    }

    /// <summary>A server of which there are several equal ones.</summary>
    /// <param name="name">Its name, and the value of the label <c>app</c> of its pods.</param>
    /// <param name="image">Image of the program.</param>
    /// <param name="arguments">Its words.</param>
    /// <param name="health">Port and path that say whether it serves.</param>
    /// <param name="resources">What each pod needs and gets.</param>
    /// <param name="replicas">How many.</param>
    /// <param name="experiment">Label of the experiment.</param>
    /// <param name="owner">Reference to the object that it is deleted with.</param>
    /// <param name="selector">Labels of the nodes of the cluster on which it may run; null is any.</param>
    internal static JsonObject Deployment(
        string name, string image, IReadOnlyList<string> arguments, (int Port, string Path) health, JsonObject resources, int replicas, string experiment, JsonNode owner, (string Label, string Value)? selector)
    {
        var spec = PodSpec(image, arguments, resources, selector);
        var container = spec["containers"]![0]!;
        container["readinessProbe"] = new JsonObject
        {
            ["httpGet"] = new JsonObject { ["path"] = health.Path, ["port"] = health.Port },
            ["periodSeconds"] = 1,
            // A replica that has few cores is slow to answer, not gone.
            ["timeoutSeconds"] = 5,
            ["failureThreshold"] = 3,
        };
        container["env"] = new JsonArray([.. Workloads.Serving.NodeEnvironment.Variables.Select(each => new JsonObject { ["name"] = each.Key, ["value"] = each.Value })]);
        spec["terminationGracePeriodSeconds"] = 30;
        return new()
        {
            ["apiVersion"] = "apps/v1",
            ["kind"] = "Deployment",
            ["metadata"] = Metadata(name, experiment, owner, (App, name)),
            ["spec"] = new JsonObject
            {
                ["replicas"] = replicas,
                ["selector"] = new JsonObject { ["matchLabels"] = new JsonObject { [App] = name } },
                ["template"] = new JsonObject
                {
                    ["metadata"] = new JsonObject { ["labels"] = new JsonObject { [App] = name, [ManagedBy] = Manager, [Experiment] = experiment } },
                    ["spec"] = spec,
                },
            },
        };
    }

    /// <summary>One name and address before some pods.</summary>
    /// <param name="name">Its name.</param>
    /// <param name="selector">Label of the pods.</param>
    /// <param name="ports">Names and numbers of its ports, which are those of the pods.</param>
    /// <param name="experiment">Label of the experiment.</param>
    /// <param name="owner">Reference to the object that it is deleted with.</param>
    internal static JsonObject Service(string name, (string Label, string Value) selector, IReadOnlyList<(string Name, int Port)> ports, string experiment, JsonNode owner) => new()
    {
        ["apiVersion"] = "v1",
        ["kind"] = "Service",
        ["metadata"] = Metadata(name, experiment, owner),
        ["spec"] = new JsonObject
        {
            ["selector"] = new JsonObject { [selector.Label] = selector.Value },
            ["ports"] = new JsonArray([.. ports.Select(port => new JsonObject { ["name"] = port.Name, ["port"] = port.Port, ["targetPort"] = port.Port, ["protocol"] = "TCP" })]),
        },
    };

    /// <summary>The configuration map that keeps the experiment's file; everything else is deleted with it.</summary>
    internal static JsonObject File(string name, string experiment, string text) => new()
    {
        ["apiVersion"] = "v1",
        ["kind"] = "ConfigMap",
        ["metadata"] = Metadata(name, experiment, null),
        ["data"] = new JsonObject { ["experiment.yaml"] = text },
    };

    /// <summary>A reference by which an object is deleted with its owner.</summary>
    internal static JsonObject Reference(string kind, string name, string uid) => new() { ["apiVersion"] = "v1", ["kind"] = kind, ["name"] = name, ["uid"] = uid };

    /// <summary>A pod with one container of the program.</summary>
    private static JsonObject PodSpec(string image, IReadOnlyList<string> arguments, JsonObject resources, (string Label, string Value)? selector)
    {
        var spec = new JsonObject
        {
            ["terminationGracePeriodSeconds"] = 1,
            ["enableServiceLinks"] = false,
            ["automountServiceAccountToken"] = false,
            ["securityContext"] = PodSecurity(),
            ["tolerations"] = new JsonArray(new JsonObject { ["key"] = BerthLabels.Tier, ["operator"] = "Exists" }, new JsonObject { ["key"] = BerthLabels.Site, ["operator"] = "Exists" }),
            ["containers"] = new JsonArray(new JsonObject
            {
                ["name"] = Container,
                ["image"] = image,
                ["imagePullPolicy"] = "IfNotPresent",
                ["args"] = new JsonArray([.. arguments.Select(argument => JsonValue.Create(argument))]),
                ["securityContext"] = ContainerSecurity(),
                ["resources"] = resources,
                ["volumeMounts"] = new JsonArray(new JsonObject { ["name"] = "tmp", ["mountPath"] = "/tmp" }),
            }),
            ["volumes"] = new JsonArray(new JsonObject { ["name"] = "tmp", ["emptyDir"] = new JsonObject() }),
        };
        if (selector is var (label, value))
            spec["nodeSelector"] = new JsonObject { [label] = value };
        return spec;
    }

    /// <summary>Not root, and with the profile of the runtime.</summary>
    private static JsonObject PodSecurity() => new()
    {
        ["runAsNonRoot"] = true,
        ["runAsUser"] = User,
        ["runAsGroup"] = User,
        ["fsGroup"] = User,
        ["seccompProfile"] = new JsonObject { ["type"] = "RuntimeDefault" },
    };

    /// <summary>No rights that a program could need to leave its container, and nothing to write but what is mounted.</summary>
    private static JsonObject ContainerSecurity() => new()
    {
        ["allowPrivilegeEscalation"] = false,
        ["readOnlyRootFilesystem"] = true,
        ["capabilities"] = new JsonObject { ["drop"] = new JsonArray("ALL") },
    };

    /// <summary>The power of a node's processor and its memory: kept for it, and all that it gets.</summary>
    internal static JsonObject Size(Site site)
    {
        JsonObject Amounts() => new()
        {
            ["cpu"] = string.Create(CultureInfo.InvariantCulture, $"{Math.Max(1, Math.Round(1000 * site.Cpu.Cores * site.Share.Value)):0}m"),
            ["memory"] = string.Create(CultureInfo.InvariantCulture, $"{site.Memory.Bytes:0}"),
        };
        return new() { ["requests"] = Amounts(), ["limits"] = Amounts() };
    }
}
