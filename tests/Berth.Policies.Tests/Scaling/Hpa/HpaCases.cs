namespace Berth.Policies.Tests.Scaling.Hpa;

/// <summary>Cases by their names: the replicas that the documented rule gives, and the service.</summary>
internal sealed class HpaCases : Dictionary<string, (int Replicas, Autoscaled Service)>
{
    internal TheoryData<string> Names => [.. Keys];

    internal void Check(string name)
    {
        var decision = this[name].Service.Decide();
        Assert.True(this[name].Replicas == decision.Replicas, $"{decision.Replicas} instead of {this[name].Replicas}: {decision.Reason}");
        Assert.NotEmpty(decision.Reason);
    }
}
