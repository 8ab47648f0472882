using Berth.Cluster.Autoscaling;
using Berth.Policies.Scaling;

namespace Berth.Cluster.Tests.Autoscaling;

internal static class Views
{
    internal static ServiceView Of(ScalerPlan plan) => new() { Facts = plan.Facts, Least = plan.Least, Most = plan.Most, Desired = 1 };
}
