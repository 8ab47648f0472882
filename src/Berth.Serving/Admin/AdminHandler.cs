using System.Text;
using System.Text.Json;
using System.Text.Json.Serialization.Metadata;
using Berth.Serving.Dispatch;
using Berth.Serving.Front;
using Berth.Serving.Http;
using Berth.Serving.Loop;

namespace Berth.Serving.Admin;

/// <summary>The admin interface: replicas, settings, telemetry.</summary>
internal sealed class AdminHandler(EventLoop loop, Dispatcher dispatcher, Registry registry, Func<string> exposition) : IRequestHandler
{
    private const string Replicas = "/replicas/";

    /// <inheritdoc/>
    public void Handle(ClientRequest request)
    {
        var (method, target) = (Encoding.ASCII.GetString(request.Method), Encoding.ASCII.GetString(request.Target));
        var (path, query) = target.IndexOf('?') is var at && at >= 0 ? (target[..at], target[(at + 1)..]) : (target, "");
        try
        {
            switch (method, path)
            {
                case ("GET", "/replicas"):
                    Reply(request, 200, dispatcher.Replicas.Select(ReplicaReply.Of).ToArray(), AdminJson.Plain.ReplicaReplyArray);
                    break;
                case ("GET", "/telemetry"):
                    Reply(request, 200, Telemetry.Of(dispatcher, loop.Tell()), AdminJson.Plain.Telemetry);
                    break;
                case ("GET", "/settings"):
                    ReplySettings(request);
                    break;
                case ("PUT", "/settings"):
                    PutSettings(request);
                    break;
                case ("GET" or "HEAD", "/" or "/health"):
                    request.Respond(new(200, "Content-Type: application/json\r\n"u8, """{"status":"alive"}"""u8));
                    break;
                case ("GET", "/metrics"):
                    request.Respond(new(200, "Content-Type: text/plain; version=0.0.4; charset=utf-8\r\n"u8, Encoding.UTF8.GetBytes(exposition())));
                    break;
                case ("GET" or "PUT" or "DELETE", _) when path.StartsWith(Replicas, StringComparison.Ordinal):
                    OneReplica(request, method, Uri.UnescapeDataString(path[Replicas.Length..]), query);
                    break;
                case (_, "/replicas" or "/telemetry" or "/settings"):
                    Refusals.Answer(request, 405, $"{method} is not allowed here", dispatcher.Tally.Queued, allow: path == "/settings" ? "GET, PUT" : "GET");
                    break;
                default:
                    Refuse(request, new(404, "there are /replicas, /replicas/NAME, /settings, /telemetry, /metrics and /health"));
                    break;
            }
        }
        catch (JsonException wrong)
        {
            Refuse(request, new(400, $"the body is not what is expected here: {wrong.Message}"));
        }
        catch (Exception failure) when (failure is IOException or UnauthorizedAccessException)
        {
            Refuse(request, new(500, $"the change holds, but could not be kept: {failure.Message}"));
        }
    }

    /// <inheritdoc/>
    public void Answer(ClientRequest request, in Answer answer) => request.Deliver(answer);

    /// <inheritdoc/>
    public void Refuse(ClientRequest request, HttpError error) => Refusals.Answer(request, error.Status, error.Why, dispatcher.Tally.Queued);

    /// <inheritdoc/>
    public void RefuseForMemory(ClientRequest request) => Refuse(request, new(503, "there is no memory for the request"));

    /// <inheritdoc/>
    public bool GiveUp(ClientRequest request) => false;

    /// <inheritdoc/>
    public void Expire(ClientRequest request)
    {
    }

    private void OneReplica(ClientRequest request, string method, string name, string query)
    {
        var atOnce = query == "now=true";
        var present = registry.Find(name) ?? (method == "DELETE" && atOnce ? registry.FindDraining(name) : null);
        if (method == "PUT")
        {
            var wrong = registry.Put(name, Read(request, AdminJson.Default.ReplicaRequest), out var isNew);
            if (wrong is not null)
                Refuse(request, new(400, wrong));
            else
                Reply(request, isNew ? 201 : 200, ReplicaReply.Of(registry.Find(name)!), AdminJson.Plain.ReplicaReply);
        }
        else if (present is null)
        {
            Refuse(request, new(404, $"there is no replica '{name}'"));
        }
        else if (method == "GET")
        {
            Reply(request, 200, ReplicaReply.Of(present), AdminJson.Plain.ReplicaReply);
        }
        else
        {
            registry.Delete(present, atOnce);
            Reply(request, 202, ReplicaReply.Of(present), AdminJson.Plain.ReplicaReply);
        }
    }

    private void PutSettings(ClientRequest request)
    {
        var wanted = Read(request, AdminJson.Default.SettingsRequest);
        if (wanted.DeadlineSeconds is { } seconds && !(seconds > 0 && seconds <= 86_400))
        {
            Refuse(request, new(400, "deadlineSeconds is above 0 and at most a day"));
            return;
        }
        if (wanted.AdmitSeconds is { } admit)
            dispatcher.Settings.AdmitSeconds = admit > 0 ? admit : double.PositiveInfinity;
        if (wanted.DeadlineSeconds is { } deadline)
            dispatcher.Settings.DeadlineSeconds = deadline;
        ReplySettings(request);
    }

    private void ReplySettings(ClientRequest request) => Reply(request, 200,
        new(double.IsFinite(dispatcher.Settings.AdmitSeconds) ? dispatcher.Settings.AdmitSeconds : null, dispatcher.Settings.DeadlineSeconds, dispatcher.Balance),
        AdminJson.Plain.SettingsReply);

    private static T Read<T>(ClientRequest request, JsonTypeInfo<T> type) =>
        JsonSerializer.Deserialize(request.Body, type) ?? throw new JsonException("it is null");

    private static void Reply<T>(ClientRequest request, int status, T value, JsonTypeInfo<T> type) =>
        request.Respond(new(status, "Content-Type: application/json\r\n"u8, JsonSerializer.SerializeToUtf8Bytes(value, type)));
}
