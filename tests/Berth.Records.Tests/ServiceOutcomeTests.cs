using Berth.Accounting.Services;
using Berth.Records.Store;

namespace Berth.Records.Tests;

public sealed class ServiceOutcomeTests : IDisposable
{
    private static readonly ServiceOutcome Known = new(
        "inference", "berth", 1, 600, 12_000, 11_990, 6, 4, 0.081, 0.062, 0.19, 0.31, 0.995, 1800.5, 60.25, 7, 36_000, 3.6, 0.002,
        [new(0.05, 0.25), new(0.3, 0.99)],
        [new(0.6, 20, 1.5, 2, 3, 3.05, 81.25, 0.2, 0), new(1.2, 21, 0, 3, 3, 3.05, 70, null, 4)],
        [new(12.5, 2, 3, "20 requests a second need 2.4 cores", new Dictionary<string, double> { ["rate"] = 20, ["wait"] = double.PositiveInfinity })]);

    private static readonly ServiceOutcome Unknown = new(
        "inference", "hpa", 2, 600, 0, 0, 0, 0, null, null, null, null, null, 0, 0, 0, null, null, null, [], [], []);

    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void Outcomes_of_services_come_back_as_they_went_in()
    {
        using (var store = RunStore.Create(_folder["run.db"]))
        {
            store.AddServiceOutcome(1, Known);
            store.AddServiceOutcome(2, Known with { Repetition = 2, Series = [], Steps = [] });
            store.AddServiceOutcome(2, Unknown);
        }
        using var reader = RunReader.Open(_folder["run.db"]);
        Assert.Equivalent(new[] { (1, Known), (2, Known with { Repetition = 2, Series = [], Steps = [] }), (2, Unknown) }, reader.ServiceOutcomes(), strict: true);
    }

    [Fact]
    public void They_are_exported_with_units_in_the_headers_and_nothing_for_what_is_unknown()
    {
        using (var store = RunStore.Create(_folder["run.db"]))
        {
            store.AddServiceOutcome(1, Known);
            store.AddServiceOutcome(1, Unknown);
        }
        using (var reader = RunReader.Open(_folder["run.db"]))
            CsvExport.Write(reader, _folder["csv"]);
        Assert.Equal(
            "variant,service,scaling,repetition,duration_s,requests,completed,refused,lost,mean_s,p50_s,p95_s,p99_s,attainment_ratio,core_s,standby_core_s,changes,energy_j,carbon_g,cost,cdf_json\r\n" +
            "1,inference,berth,1,600,12000,11990,6,4,0.081,0.062,0.19,0.31,0.995,1800.5,60.25,7,36000,3.6,0.002,\"[{\"\"value\"\":0.05,\"\"fraction\"\":0.25},{\"\"value\"\":0.3,\"\"fraction\"\":0.99}]\"\r\n" +
            "1,inference,hpa,2,600,0,0,0,0,,,,,,0,0,0,,,,[]\r\n",
            File.ReadAllText(_folder["csv/service_outcomes.csv"]));
        Assert.Equal(
            "variant,service,scaling,repetition,end_s,arrivals_per_s,queued,ready,desired,cores,busy_percent,p99_s,failed\r\n" +
            "1,inference,berth,1,0.6,20,1.5,2,3,3.05,81.25,0.2,0\r\n1,inference,berth,1,1.2,21,0,3,3,3.05,70,,4\r\n",
            File.ReadAllText(_folder["csv/service_intervals.csv"]));
        Assert.Equal(
            "variant,service,scaling,repetition,at_s,from_replicas,to_replicas,reason,terms_json\r\n" +
            "1,inference,berth,1,12.5,2,3,20 requests a second need 2.4 cores,\"{\"\"rate\"\":20,\"\"wait\"\":\"\"Infinity\"\"}\"\r\n",
            File.ReadAllText(_folder["csv/scaling_decisions.csv"]));
    }
}
