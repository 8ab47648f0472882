using Berth.Learning.Performance.Sequential;

namespace Berth.Output;

/// <summary>How well a profile whose executions are chosen knows its functions.</summary>
internal sealed record ProfileJson(double TargetPercent, int Most, int Executions, bool Reached, IReadOnlyList<ProfileFunctionJson> Functions)
{
    internal static ProfileJson Of(ProfileState state) => new(
        state.TargetPercent, state.Most, state.Executions, state.Reached,
        [.. state.Functions.Select(error => new ProfileFunctionJson(error.Function, error.Executions, LearnScoreJson.Known(error.MapePercent), LearnScoreJson.Known(error.UpperPercent)))]);
}

/// <summary>The same of one function; without errors where nothing is known.</summary>
internal sealed record ProfileFunctionJson(string Function, int Executions, double? MapePercent, double? UpperPercent);
