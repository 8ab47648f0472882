namespace Berth.Learning.Performance.Boosting;

/// <summary>XGBoost refused what it was asked.</summary>
public sealed class BoostingException(string message) : Exception(message);
