using System.Globalization;

namespace Berth.Cluster.Objects;

/// <summary>Moments as the API writes them: RFC 3339, in UTC.</summary>
internal static class KubeTime
{
    /// <summary>In whole seconds, as conditions have it.</summary>
    internal static string Seconds(DateTimeOffset moment) => moment.UtcDateTime.ToString("yyyy-MM-dd'T'HH:mm:ss'Z'", CultureInfo.InvariantCulture);

    /// <summary>With six digits of a second, as leases have it.</summary>
    internal static string Microseconds(DateTimeOffset moment) => moment.UtcDateTime.ToString("yyyy-MM-dd'T'HH:mm:ss.ffffff'Z'", CultureInfo.InvariantCulture);
}
