namespace Berth.Reports.Document;

/// <summary>One line of the self-check.</summary>
/// <param name="Subject">Node or link.</param>
/// <param name="Quantity">What was measured.</param>
/// <param name="Unit">Unit of every value of the line.</param>
/// <param name="Configured">What the file asks for.</param>
/// <param name="Achieved">What was measured.</param>
/// <param name="Error">Achieved minus configured.</param>
/// <param name="Tolerance">Largest accepted error.</param>
/// <param name="Passed">Whether the error is within it.</param>
/// <param name="Samples">Number of measurements.</param>
public sealed record ReportCheck(
    string Subject,
    string Quantity,
    string Unit,
    double Configured,
    double Achieved,
    double Error,
    double Tolerance,
    bool Passed,
    int Samples);
