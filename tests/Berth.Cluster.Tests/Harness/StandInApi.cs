using System.Text.Json;
using System.Text.Json.Nodes;
using Microsoft.AspNetCore.Http;

namespace Berth.Cluster.Tests.Harness;

/// <summary>Answers requests as an API server does.</summary>
internal sealed class StandInApi(StandInStore store)
{
    internal async Task AnswerAsync(HttpContext context)
    {
        var path = context.Request.Path.Value!.Trim('/').Split('/');
        if (path is ["apis"])
        {
            await WriteAsync(context, 200, Groups());
            return;
        }
        // api/v1/… or apis/GROUP/VERSION/…
        var rest = path is ["api", _, ..] ? path[2..] : path is ["apis", var group, _, ..] && Groups()["groups"]!.AsArray().Any(each => (string?)each!["name"] == group) ? path[3..] : [];
        var space = "";
        if (rest is ["namespaces", var named, _, ..])
            (space, rest) = (named, rest[2..]);
        var (kind, name, part) = (rest.ElementAtOrDefault(0), rest.ElementAtOrDefault(1), rest.ElementAtOrDefault(2));
        if (kind is null)
            await FailAsync(context, new(404, "NotFound", "the server could not find the requested resource"));
        else if (name is null && context.Request.Method == "GET" && context.Request.Query["watch"] == "true")
            await StandInWatch.RunAsync(store, kind, space, context);
        else if (name is null && context.Request.Method == "GET")
            await ListAsync(context, kind, space);
        else
            await OneAsync(context, kind, space, name, part);
    }

    internal static Task FailAsync(HttpContext context, StandInFailure failure) => WriteAsync(context, failure.Code, new JsonObject
    {
        ["kind"] = "Status", ["apiVersion"] = "v1", ["status"] = "Failure", ["message"] = failure.Message, ["reason"] = failure.Reason, ["code"] = failure.Code,
        ["details"] = failure.Code == 429 ? new JsonObject { ["retryAfterSeconds"] = 1 } : null,
    });

    private async Task ListAsync(HttpContext context, string kind, string space)
    {
        var (items, version) = store.List(kind);
        var selected = items.Where(item => StandInSelection.Selects(context.Request.Query, space, item)).ToList();
        var limit = int.TryParse(context.Request.Query["limit"], out var most) ? most : int.MaxValue;
        var from = int.TryParse(context.Request.Query["continue"], out var begin) ? begin : 0;
        await WriteAsync(context, 200, new JsonObject
        {
            ["kind"] = "List", ["apiVersion"] = "v1",
            ["metadata"] = new JsonObject { ["resourceVersion"] = version.ToString(), ["continue"] = from + limit < selected.Count ? (from + limit).ToString() : null },
            ["items"] = new JsonArray([.. selected.Skip(from).Take(limit)]),
        });
    }

    private async Task OneAsync(HttpContext context, string kind, string space, string? name, string? part)
    {
        var body = context.Request.ContentLength is > 0 ? (await JsonNode.ParseAsync(context.Request.Body))!.AsObject() : [];
        name ??= body["metadata"]?["name"]?.GetValue<string>() ?? "";
        JsonObject? result = null;
        StandInFailure? failure;
        switch (context.Request.Method, part)
        {
            case ("GET", null):
                result = store.Get(StandInStore.Key(kind, space, name));
                failure = result is null ? NotFound(kind, name) : null;
                break;
            case ("GET", "scale"):
                result = store.Get(StandInStore.Key(kind, space, name)) is { } item ? Scale(item) : null;
                failure = result is null ? NotFound(kind, name) : null;
                break;
            case ("POST", null):
                failure = store.Put(kind, space, name, before => before is null ? (StandInChange.New(body, space, name), null) : (null, new(409, "AlreadyExists", $"{kind} \"{name}\" already exists")), out result);
                break;
            case ("POST", "binding"):
                failure = store.Put(kind, space, name, before => StandInChange.Bind(before, body, name), out _);
                result = new() { ["kind"] = "Status", ["status"] = "Success", ["code"] = 201 };
                break;
            case ("POST", "eviction"):
                result = store.Delete(kind, space, name);
                failure = result is null ? NotFound(kind, name) : null;
                break;
            case ("PUT", null):
                failure = store.Put(kind, space, name, before => before is null ? (null, NotFound(kind, name)) : StandInChange.Replace(before, body, name), out result);
                break;
            case ("PATCH", _):
                var apply = context.Request.ContentType?.Contains("apply") == true;
                failure = store.Put(kind, space, name, before => before is null && !apply ? (null, NotFound(kind, name)) : StandInChange.Patch(before, body, space, name, part), out result);
                if (part == "scale" && result is not null)
                    result = Scale(result);
                break;
            case ("DELETE", null):
                result = store.Delete(kind, space, name);
                failure = result is null ? NotFound(kind, name) : null;
                break;
            default:
                failure = new(405, "MethodNotAllowed", "the server does not allow this method on the requested resource");
                break;
        }
        if (failure is not null)
            await FailAsync(context, failure);
        else
            await WriteAsync(context, context.Request.Method == "POST" ? 201 : 200, result!);
    }

    private static JsonObject Scale(JsonObject item) => new()
    {
        ["kind"] = "Scale", ["apiVersion"] = "autoscaling/v1", ["metadata"] = item["metadata"]!.DeepClone(),
        ["spec"] = new JsonObject { ["replicas"] = item["spec"]?["replicas"]?.DeepClone() ?? 1 }, ["status"] = new JsonObject
        {
            ["replicas"] = 0, ["selector"] = string.Join(',', (item["spec"]?["selector"]?["matchLabels"]?.AsObject() ?? []).Select(label => $"{label.Key}={label.Value}")),
        },
    };

    private static JsonObject Groups() => new()
    {
        ["groups"] = new JsonArray(
            Group("apps", "v1"), Group("coordination.k8s.io", "v1", "v1beta1"), Group("policy", "v1beta1"), Group("autoscaling", "v1", "v2beta2", "v2beta1"), Group("berth.dev", "v1alpha1")),
    };

    private static JsonObject Group(string name, params string[] versions) => new()
    {
        ["name"] = name, ["versions"] = new JsonArray([.. versions.Select(version => new JsonObject { ["groupVersion"] = $"{name}/{version}", ["version"] = version })]),
    };

    private static StandInFailure NotFound(string kind, string name) => new(404, "NotFound", $"{kind} \"{name}\" not found");

    private static async Task WriteAsync(HttpContext context, int code, JsonObject body)
    {
        context.Response.StatusCode = code;
        context.Response.ContentType = "application/json";
        await context.Response.Body.WriteAsync(JsonSerializer.SerializeToUtf8Bytes(body));
    }
}
