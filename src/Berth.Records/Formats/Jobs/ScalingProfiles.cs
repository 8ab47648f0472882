using Berth.Model.Jobs;
using Berth.Records.Formats.Delimited;

namespace Berth.Records.Formats.Jobs;

/// <summary>Scaling profiles <c>nodes,throughput,power</c> as CarbonScaler keeps them (https://github.com/umassos/CarbonScaler): a row for 1, 2, … servers; a row for 0 is all 0.</summary>
public static class ScalingProfiles
{
    private const int MostServers = 4096;

    /// <summary>Reads a profile.</summary>
    /// <exception cref="FormatException">The file is not in the format, or more servers do less; the message names file and line.</exception>
    public static ScalingProfile Read(string path)
    {
        using var table = new TableReader(path, "scaling profile (nodes,throughput,power)", ',', ["nodes", "throughput", "power"]);
        var rows = table.Rows;
        int nodes = table.Column("nodes"), throughput = table.Column("throughput"), power = table.Column("power");
        var points = new List<ScalingPoint>();
        while (rows.Read())
        {
            var servers = rows.Number(nodes, "nodes", 0, MostServers);
            var point = new ScalingPoint(rows.Number(throughput, "throughput", 0, 1e15), rows.Number(power, "power", 0, 1e9));
            if (servers == 0 && points.Count == 0 && point == default)
                continue;
            if (servers != points.Count + 1)
                throw rows.Error($"the row of {servers} servers stands where that of {points.Count + 1} is expected", "give every number of servers once, from 1; a row for 0 must be 0,0,0");
            if (points.Count == 0 ? point.Throughput <= 0 : point.Throughput < points[^1].Throughput)
                throw rows.Error($"{servers} servers do less than {servers - 1}", "leave out the numbers of servers that do not pay");
            points.Add(point);
        }
        return points.Count > 0 ? new(points) : throw Mistake.At(path, 0, "the profile has no row", "give one for 1 server");
    }
}
