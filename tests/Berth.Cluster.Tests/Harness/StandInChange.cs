using System.Text.Json.Nodes;

namespace Berth.Cluster.Tests.Harness;

/// <summary>How the stand-in changes objects.</summary>
internal static class StandInChange
{
    private static int _identities;

    /// <summary>A new object.</summary>
    internal static JsonObject New(JsonObject body, string space, string name)
    {
        var item = body.DeepClone().AsObject();
        var meta = Part(item, "metadata");
        meta["name"] = name;
        if (space.Length > 0)
            meta["namespace"] = space;
        meta["uid"] = $"uid-{Interlocked.Increment(ref _identities)}";
        meta["generation"] = 1;
        meta["creationTimestamp"] = TimeProvider.System.GetUtcNow().ToString("yyyy-MM-dd'T'HH:mm:ss'Z'");
        return item;
    }

    /// <summary>One object in the place of another.</summary>
    internal static (JsonObject? Item, StandInFailure? Failure) Replace(JsonObject before, JsonObject body, string name)
    {
        var asked = body["metadata"]?["resourceVersion"]?.GetValue<string>();
        if (asked is not null && asked != before["metadata"]!["resourceVersion"]!.GetValue<string>())
            return (null, new(409, "Conflict", $"Operation cannot be fulfilled on \"{name}\": the object has been modified; please apply your changes to the latest version and try again"));
        var item = body.DeepClone().AsObject();
        foreach (var kept in (string[])["uid", "creationTimestamp", "name", "namespace"])
            item["metadata"]![kept] = before["metadata"]![kept]?.DeepClone();
        return (item, null);
    }

    /// <summary>Fields merged into an object; those of lists of conditions by their type.</summary>
    internal static (JsonObject? Item, StandInFailure? Failure) Patch(JsonObject? before, JsonObject body, string space, string name, string? part)
    {
        if (before is null)
            return (New(body, space, name), null);
        if (body["metadata"]?["uid"] is { } uid && uid.GetValue<string>() != before["metadata"]!["uid"]!.GetValue<string>())
            return (null, new(409, "Conflict", $"Operation cannot be fulfilled on \"{name}\": Precondition failed: UID in precondition"));
        var allowed = part == "status" ? "status" : part == "scale" ? "spec" : null;
        foreach (var (key, value) in body.ToList())
            if (allowed is null || key == allowed)
                Merge(before, key, value);
        if (part is null && body.ContainsKey("spec"))
            before["metadata"]!["generation"] = (before["metadata"]!["generation"]?.GetValue<int>() ?? 0) + 1;
        return (before, null);
    }

    /// <summary>A pod with its node.</summary>
    internal static (JsonObject? Item, StandInFailure? Failure) Bind(JsonObject? before, JsonObject binding, string name)
    {
        if (before is null)
            return (null, new(404, "NotFound", $"pods \"{name}\" not found"));
        if (before["spec"]?["nodeName"] is { } node)
            return (null, new(409, "Conflict", $"Operation cannot be fulfilled on pods/binding \"{name}\": pod {name} is already assigned to node \"{node}\""));
        before["spec"]!["nodeName"] = binding["target"]!["name"]!.DeepClone();
        foreach (var (key, value) in binding["metadata"]?["annotations"]?.AsObject() ?? [])
            Part(Part(before, "metadata"), "annotations")[key] = value?.DeepClone();
        Merge(before, "status", new JsonObject { ["conditions"] = new JsonArray(new JsonObject { ["type"] = "PodScheduled", ["status"] = "True" }) });
        return (before, null);
    }

    private static JsonObject Part(JsonObject of, string name) => (of[name] ??= new JsonObject()).AsObject();

    private static void Merge(JsonObject into, string key, JsonNode? value)
    {
        if (value is null)
            into.Remove(key);
        else if (value is JsonObject fields && into[key] is JsonObject there)
            foreach (var (name, field) in fields.ToList())
                Merge(there, name, field);
        else if (key == "conditions" && into[key] is JsonArray conditions)
            foreach (var condition in value.AsArray())
            {
                if (conditions.FirstOrDefault(each => each!["type"]!.GetValue<string>() == condition!["type"]!.GetValue<string>()) is { } old)
                    conditions.Remove(old);
                conditions.Add(condition!.DeepClone());
            }
        else
            into[key] = value.DeepClone();
    }
}
