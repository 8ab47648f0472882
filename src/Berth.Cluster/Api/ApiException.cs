using System.Net;

namespace Berth.Cluster.Api;

/// <summary>A request that failed; the message says what was asked, what the server answered and what to do.</summary>
/// <param name="code">Code of HTTP; 0 when the server was not reached.</param>
/// <param name="reason">The server's reason in one word: <c>NotFound</c>, <c>Conflict</c>, <c>Expired</c>.</param>
/// <param name="message">For people.</param>
/// <param name="inner">What was behind it.</param>
public sealed class ApiException(int code, string reason, string message, Exception? inner = null) : Exception(message, inner)
{
    /// <summary>Code of HTTP; 0 when the server was not reached.</summary>
    public int Code => code;

    /// <summary>The server's reason in one word.</summary>
    public string Reason => reason;

    /// <summary>Seconds after which the server wants to be asked again; null when it does not say.</summary>
    public int? RetryAfterSeconds { get; init; }

    /// <summary>Whether nothing can be made because the namespace is being deleted.</summary>
    public bool IsNamespaceEnding { get; init; }

    /// <summary>Whether the server was away a moment ago: one that has just begun may refuse those whose rights and tokens it has not read yet.</summary>
    public bool IsServerNew { get; init; }

    /// <summary>Whether the rights do not allow it.</summary>
    public bool IsForbidden => code == (int)HttpStatusCode.Forbidden && !IsNamespaceEnding && !IsServerNew;

    /// <summary>Whether the object is not there.</summary>
    public bool IsNotFound => code == (int)HttpStatusCode.NotFound;

    /// <summary>Whether somebody else changed or made the object.</summary>
    public bool IsConflict => code == (int)HttpStatusCode.Conflict;

    /// <summary>Whether the version from which a watch or a page was to go on is forgotten.</summary>
    public bool IsExpired => code == (int)HttpStatusCode.Gone || reason is "Expired" or "Gone" || (code == (int)HttpStatusCode.GatewayTimeout && Message.Contains("resource version", StringComparison.OrdinalIgnoreCase));

    /// <summary>Whether the same request may succeed later without anybody doing anything.</summary>
    public bool IsTransient => code is 0 or (int)HttpStatusCode.RequestTimeout or (int)HttpStatusCode.TooManyRequests or >= 500 || (IsServerNew && code is (int)HttpStatusCode.Unauthorized or (int)HttpStatusCode.Forbidden);
}
