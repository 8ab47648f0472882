namespace Berth.Workloads.Images;

/// <summary>Bytes that are not a picture we can read, or a picture that is damaged or too large.</summary>
public sealed class ImageException : Exception
{
    /// <summary>A picture that cannot be read.</summary>
    public ImageException(string message)
        : base(message)
    {
    }

    /// <summary>A picture that cannot be read, and what found it out.</summary>
    public ImageException(string message, Exception cause)
        : base(message, cause)
    {
    }
}
