namespace Berth.Workloads.Serving;

/// <summary>What <c>GET /health</c> answers.</summary>
/// <param name="Status"><c>ready</c>, or <c>starting</c> or <c>ending</c> with 503.</param>
/// <param name="StartupSeconds">From the start of the process until it was ready, measured; null before.</param>
/// <param name="UptimeSeconds">Since the start of the process.</param>
/// <param name="Model">File name of the model.</param>
/// <param name="Threads">Pictures that are processed at once, each on one core.</param>
/// <param name="Batch">Most pictures of one run of the network.</param>
/// <param name="BatchWaitMs">How long more are waited for.</param>
/// <param name="QueueLimit">Most pictures that may wait.</param>
/// <param name="Waiting">Pictures that wait now.</param>
/// <param name="Busy">Threads that work now.</param>
internal sealed record HealthReply(
    string Status, double? StartupSeconds, double UptimeSeconds, string Model, int Threads, int Batch, double BatchWaitMs, int QueueLimit, int Waiting, int Busy);

/// <summary>What <c>POST /predict</c> answers.</summary>
/// <param name="Prediction">The class and how sure the model is of it: <c>Sandal: 97.3%</c>.</param>
/// <param name="Error">Why there is none.</param>
internal sealed record PredictionReply(string? Prediction, string? Error = null);
