using System.Text.Json;
using System.Text.Json.Nodes;
using Microsoft.AspNetCore.Http;

namespace Berth.Cluster.Tests.Harness;

/// <summary>Tells a client what happens, line by line.</summary>
internal static class StandInWatch
{
    internal static async Task RunAsync(StandInStore store, string kind, string space, HttpContext context)
    {
        var version = long.Parse(context.Request.Query["resourceVersion"].ToString() is { Length: > 0 } given ? given : "0");
        var bell = store.Subscribe();
        try
        {
            context.Response.ContentType = "application/json";
            await context.Response.Body.FlushAsync(context.RequestAborted);
            while (!context.RequestAborted.IsCancellationRequested)
            {
                if (store.Since(kind, version) is not { } news)
                {
                    await LineAsync(context, "ERROR", new() { ["kind"] = "Status", ["status"] = "Failure", ["reason"] = "Expired", ["message"] = $"too old resource version: {version}", ["code"] = 410 });
                    return;
                }
                foreach (var (at, type, item) in news)
                {
                    version = at;
                    var selected = StandInSelection.Selects(context.Request.Query, space, item);
                    // What is no longer selected is told as deleted; clients that did not know it do not mind.
                    if (selected || type != "ADDED")
                        await LineAsync(context, selected ? type : "DELETED", item);
                }
                if (news.Count == 0 && store.Version > version)
                {
                    version = store.Version;
                    await LineAsync(context, "BOOKMARK", new() { ["metadata"] = new JsonObject { ["resourceVersion"] = version.ToString() } });
                }
                await bell.Reader.ReadAsync(context.RequestAborted);
            }
        }
        catch (OperationCanceledException)
        {
            // The client or the server went away.
        }
        finally
        {
            store.Unsubscribe(bell);
        }
    }

    private static async Task LineAsync(HttpContext context, string type, JsonObject item)
    {
        await context.Response.Body.WriteAsync(JsonSerializer.SerializeToUtf8Bytes(new JsonObject { ["type"] = type, ["object"] = item.DeepClone() }), context.RequestAborted);
        await context.Response.Body.WriteAsync("\n"u8.ToArray(), context.RequestAborted);
        await context.Response.Body.FlushAsync(context.RequestAborted);
    }
}
