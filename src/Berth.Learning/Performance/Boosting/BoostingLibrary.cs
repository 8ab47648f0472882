namespace Berth.Learning.Performance.Boosting;

/// <summary>Whether XGBoost is on this machine.</summary>
public static class BoostingLibrary
{
    /// <summary>The command that installs it.</summary>
    public static string Command => XgBoost.Command;

    /// <summary>Its version; null where it is not installed.</summary>
    public static string? Version
    {
        get
        {
            try
            {
                return XgBoost.Instance.Version;
            }
            catch (MissingBoostingException)
            {
                return null;
            }
        }
    }
}
