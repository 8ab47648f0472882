namespace Berth.Learning.Performance.Boosting;

/// <summary>XGBoost is not on this machine; the message names the command that installs it.</summary>
public sealed class MissingBoostingException(IEnumerable<string> looked)
    : Exception($"{XgBoost.File} was not found or cannot be loaded. Looked for {string.Join(", ", looked)}. To install it: {XgBoost.Command}");
