using Berth.Model.Functions;
using Berth.Model.Jobs;

namespace Berth.Model.Files;

/// <summary>What calls of functions need of the rest of an experiment, beside what their own section says.</summary>
/// <param name="fields">The keys of the file.</param>
/// <param name="calls">The jobs that are calls.</param>
internal sealed class CallRules(Fields fields, IReadOnlyList<JobWorkload> calls)
{
    /// <summary>Reports what is wrong.</summary>
    internal void Check(Continuum continuum, ProfilePlan? profile, string? model, IReadOnlyList<string> shiftings, string? atOnce, World world)
    {
        if (calls.Count == 0)
        {
            if (model is not null)
                fields.Error("performance", "there are no calls whose performance a model could say", "jobs: { NAME: { calls: … } }");
            return;
        }
        if (continuum.Sites.Count > 0 && continuum.Sites.All(site => site.Cpu.Cores < 1))
            fields.Error("continuum", "a call needs a whole core, and no node has one", "cpu: 1, and share for its speed");
        var measured = world is World.Emulation or World.Kubernetes;
        if (measured && shiftings.Any(shifting => shifting != atOnce))
            fields.Error("compare", $"{(world == World.Emulation ? "the emulation" : "Kubernetes")} runs calls as soon as there is room", $"shifting: [{atOnce}], or run: {{ world: simulation }}");
        if (profile is not null && model is null)
            foreach (var job in calls)
                foreach (var use in job.Calls!.Functions)
                    Covers(job.Name, use, profile);
        else if (measured && model is null)
            fields.Error("jobs", "nothing says how long a call takes", "profile: …, which learns it, or performance: { model: model.json }");
    }

    /// <summary>Nothing is learned of what the profile does not vary, so its model could not say what such a call takes.</summary>
    private void Covers(string job, FunctionUse use, ProfilePlan profile)
    {
        if (profile.Functions.FirstOrDefault(each => each.Function == use.Function) is not { } learned)
        {
            fields.Error("jobs", $"{job} calls '{use.Function}', which the profile does not execute", $"profile: {{ functions: {{ {use.Function}: … }} }}");
            return;
        }
        foreach (var range in learned.Ranges.Where(range => range.Least < range.Most && use.Ranges.All(each => each.Name != range.Name)))
            fields.Error("jobs", $"{job} does not say '{range.Name}' of {use.Function}, which the profile varies", $"{range.Name}: {range.Least}..{range.Most}");
        foreach (var range in use.Ranges.Where(range => learned.Ranges.FirstOrDefault(each => each.Name == range.Name) is var known && (known is null || (known.Least == known.Most && (range.Least, range.Most) != (known.Least, known.Most)))))
            fields.Error("jobs", $"{job} asks for '{range.Name}' of {use.Function}, which the profile does not vary", $"profile: {{ functions: {{ {use.Function}: {{ {range.Name}: {range.Least}..{range.Most} }} }} }}");
    }
}
