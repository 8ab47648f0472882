namespace Berth.Records.Collection;

/// <summary>A request that a program says to have served.</summary>
/// <param name="Pod">The program: a pod in Kubernetes, else the name that it was given.</param>
/// <param name="Endpoint">Path that was asked for: <c>/pi</c>.</param>
/// <param name="Method">HTTP method; empty where unknown.</param>
/// <param name="Start">When it began; nanoseconds since 1970 in UTC by the clock of the program.</param>
/// <param name="End">When it ended, not before it began.</param>
/// <param name="Status">HTTP status of the answer; null where unknown.</param>
/// <param name="Payload">What it was given, as JSON.</param>
public sealed record ServedRequest(string Pod, string Endpoint, string Method, long Start, long End, int? Status, string Payload)
{
    /// <summary>Name of the function: the path without its slashes at both ends.</summary>
    public string Function => Endpoint.Trim('/');
}
