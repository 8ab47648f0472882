using System.Diagnostics;
using Berth.Acceptance.Harness;

namespace Berth.Acceptance;

public sealed class LoadSpecs : Specs
{
    [Fact(Timeout = 240 * Seconds)]
    public async Task I_can_load_a_replica_and_see_what_became_of_every_request()
    {
        var replica = Start("work", "image-classification", "--port", "0", "--queue", "3");
        var url = (await replica.Prints("ready ", Patience)).Split(' ')[0];
        Write("counts.txt", "0 10 20\n500");
        var result = await Berth("load", url, "--trace", "counts.txt", "--poisson", "--picture", "6kB", "--csv", "requests.csv", "--json");
        Assert.InRange(result.ExitCode, 0, 1);
        var json = result.Json;
        var counts = ((string[])["completed", "refused", "failed", "timedOut"]).ToDictionary(name => name, name => json.GetProperty(name).GetInt32());
        Assert.Equal((530, 4.0), (json.GetProperty("requests").GetInt32(), json.GetProperty("seconds").GetDouble()));
        Assert.Equal(530, counts.Values.Sum());
        Assert.InRange(counts["completed"], 30, 529);
        Assert.InRange(counts["refused"], 1, 500);
        Assert.Equal(counts["refused"], json.GetProperty("statuses").GetProperty("503").GetInt32());
        Assert.InRange(json.GetProperty("correctPercent").GetDouble(), 50, 100);
        var rows = File.ReadAllLines(Path.Combine(Folder, "requests.csv"));
        Assert.Equal(("index,scheduled,sent,returned,outcome,status,correct", 531), (rows[0], rows.Length));
        Assert.Equal(counts["refused"], rows.Count(row => row.Contains(",refused,503,", StringComparison.Ordinal)));
        var documented = File.ReadAllText(Repository.PathOf("docs", "json.md"));
        Assert.All(json.EnumerateObject(), property => Assert.Contains($"`{property.Name}`", documented, StringComparison.Ordinal));
        Signals.Terminate(replica.Pid);
        (await replica.End(Patience)).Exits(0);
        await NothingIsLeft();
    }

    [Fact(Timeout = 120 * Seconds)]
    public async Task I_can_stop_a_load_and_keep_what_was_measured()
    {
        var replica = Start("work", "image-classification", "--port", "0");
        var url = (await replica.Prints("ready ", Patience)).Split(' ')[0];
        var load = Start("load", url, "--rate", "10/s", "--duration", "10min");
        await load.Says("sending", Patience);
        var since = Stopwatch.StartNew();
        Signals.Interrupt(load.Pid);
        var result = await load.End(Patience);
        Assert.InRange(since.Elapsed.TotalSeconds, 0, 2);
        result.Exits(1).Says("Interrupted").Says("latency, completed");
        Signals.Interrupt(replica.Pid);
        (await replica.End(Patience)).Exits(0);
        await NothingIsLeft();
    }

    [Theory(Timeout = 60 * Seconds)]
    [InlineData("http://127.0.0.1:1/", "Connection refused; is the service running?")]
    [InlineData("127.0.0.1:8080", "is no URL such as")]
    [InlineData("https://127.0.0.1/", "is no URL such as")]
    [InlineData("http://127.0.0.1:1/ --rate 5", "--rate 5 is not a frequency")]
    [InlineData("http://127.0.0.1:1/ --pattern burst", "bursts")]
    [InlineData("http://127.0.0.1:1/ --trace nowhere.txt", "there is no such file")]
    [InlineData("http://127.0.0.1:1/ --trace wrong.txt", "wrong.txt")]
    [InlineData("http://127.0.0.1:1/ --trace short.txt --start 5s", "not before the end of the trace")]
    [InlineData("http://127.0.0.1:1/ --trace short.txt --pattern steps", "not both")]
    [InlineData("http://127.0.0.1:1/ --stretch 0", "--stretch 0 is not above 0")]
    public async Task I_am_told_what_is_wrong_with_a_load(string words, string why)
    {
        Write("wrong.txt", "1 2 x");
        Write("short.txt", "1 2 3");
        (await Berth(["load", .. words.Split(' ')])).Exits(2).Says(why);
    }
}
