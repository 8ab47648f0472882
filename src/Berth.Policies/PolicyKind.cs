using Berth.Model;

namespace Berth.Policies;

/// <summary>A kind of policy: what it is called, what can be set, and how to make one.</summary>
/// <typeparam name="T">What it decides.</typeparam>
/// <param name="Description">Name, summary and options.</param>
/// <param name="make">Makes one from the value of each option.</param>
public sealed class PolicyKind<T>(PolicyDescription description, Func<IReadOnlyDictionary<string, double>, T> make)
{
    /// <summary>Name, summary and options.</summary>
    public PolicyDescription Description => description;

    /// <summary>Makes one; an option that is not given has its default.</summary>
    /// <exception cref="ArgumentException">There is no such option, or its value is out of range.</exception>
    public T Make(IReadOnlyDictionary<string, double>? given = null) => make(Complete(given));

    /// <summary>A value for every option; one that is not given has its default.</summary>
    /// <exception cref="ArgumentException">There is no such option, or its value is out of range.</exception>
    public IReadOnlyDictionary<string, double> Complete(IReadOnlyDictionary<string, double>? given = null)
    {
        foreach (var (name, value) in given ?? new Dictionary<string, double>())
        {
            var option = description.Options.FirstOrDefault(option => option.Name == name)
                ?? throw new ArgumentException($"{description.Name} has no option '{name}'; it has: {string.Join(", ", description.Options.Select(option => option.Name))}", nameof(given));
            if (!(value >= option.Least && value <= option.Most))
                throw new ArgumentException($"{description.Name}.{name} is {value}, not from {option.Least} to {option.Most}", nameof(given));
        }
        return description.Options.ToDictionary(option => option.Name, option => given?.GetValueOrDefault(option.Name, option.Default) ?? option.Default);
    }
}
